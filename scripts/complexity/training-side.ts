import { parseArgs } from "node:util";
import { embeddedTiers } from "../../evals/support/demo.ts";
import { actionFor, urgencyFor } from "../../evals/support/policy.ts";
import type { TriageLabel } from "../../evals/support/suite.ts";
import type { EvaluationCase } from "../../src/evaluation/index.ts";
import { embeddedModel } from "../../src/models/index.ts";
import { type RandomSource, randomSource } from "../../src/statistics/index.ts";
import { readDevelopmentCases } from "../embedded/development.ts";
import { recipe } from "../embedded/recipe.ts";
import { trainNetwork } from "../embedded/train-network.ts";
import { readTrainingTexts, type TrainingTexts } from "../embedded/training-texts.ts";
import { failuresOf, rankTable } from "./rank-table.ts";
import { splitTexts } from "./split-texts.ts";

/**
 * `tsx scripts/complexity/training-side.ts`: the tables that everything about the score is chosen by. On the development
 * messages, alone and among sentences of small talk; with `--held-out` (after `train-concepts.ts --hold-out`, a few
 * minutes) also on training messages that neither the table nor a small network trained for the purpose has read.
 */
const { values: flags } = parseArgs({ options: { "held-out": { type: "boolean", default: false } } });
const { kept, heldOut } = splitTexts(readTrainingTexts());
const { small } = await embeddedTiers();
const development = await readDevelopmentCases();
await judge("development messages", development, small!);
await judge("development messages among small talk", amongSmallTalk(development, heldOut), small!);
if (flags["held-out"]) {
  const network = embeddedModel(await trainNetwork({ name: "small", width: recipe.widths.small, recipe, texts: kept }));
  const cases = casesOf(heldOut);
  await judge("held-out messages", cases, network);
  await judge("held-out messages among small talk", amongSmallTalk(cases, heldOut), network);
}

type Cases = readonly EvaluationCase<TriageLabel>[];

async function judge(name: string, cases: Cases, model: Parameters<typeof failuresOf>[0]): Promise<void> {
  process.stdout.write(`${name}\n\n${rankTable(cases, await failuresOf(model, cases))}\n`);
}

function casesOf({ whole }: TrainingTexts): Cases {
  return whole.map(({ text, concerns }, index) => ({
    id: `held-${index}`,
    input: text,
    expected: { concerns, sentiment: "neutral", urgency: urgencyFor(concerns), action: actionFor(concerns) },
    slices: ["normal"],
    cluster: `held-${index}`,
    risk: "normal",
  }));
}

/** None to four sentences that raise nothing, before or after what each message says. */
function amongSmallTalk(cases: Cases, { neutral }: TrainingTexts): Cases {
  const random = randomSource(1);
  return cases.map((one) => ({ ...one, input: surrounded(one.input, neutral, random) }));
}

function surrounded(text: string, neutral: readonly string[], random: RandomSource): string {
  const parts = [text];
  for (let left = random.integer(5); left > 0; left--) {
    const sentence = neutral[random.integer(neutral.length)]!;
    if (random.integer(2) === 0) parts.push(sentence);
    else parts.unshift(sentence);
  }
  return parts.join(" ");
}
