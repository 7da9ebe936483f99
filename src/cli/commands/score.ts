import { Command } from "commander";
import { type Complexity, explain, scoreComplexity, type Taxonomy, userTextOf } from "../../complexity/index.ts";
import { InputError, showValue } from "../../errors/index.ts";
import { armsOf, estimateRequest, type Scorer } from "../../estimation/index.ts";
import { type JsonLine, readJsonLines, readJsonLinesFrom } from "../../matrix/index.ts";
import type { Policy, Risk } from "../../policy/index.ts";
import { readPolicy } from "../read-policy.ts";
import { readScorerFile } from "../read-scorer.ts";
import { readTaxonomy } from "../read-taxonomy.ts";

interface ScoreFlags {
  readonly file?: string;
  readonly explain?: boolean;
  readonly taxonomy?: string;
  readonly policy?: string;
  readonly scorer?: string;
}

/** `tierwise score`: requests in, scores out, one JSON object a line. */
export function scoreCommand(): Command {
  return new Command("score")
    .description(
      'score requests: JSON Lines of {"id"?,"prompt"|"messages","risk"?} on stdin or in a file, one score a line out',
    )
    .option("--file <path>", "read the requests from a file instead of stdin")
    .option("--taxonomy <path>", "JSON file of your own labels: {label: [phrase, …]}")
    .option("--scorer <path>", "scorer file, or `default`: also say how likely each model it knows is to succeed")
    .option("--policy <path>", "policy file: also say at which tier each request would start")
    .option("--explain", "say in words what made each score")
    .action(async (flags: ScoreFlags) => {
      const aids = await readAids(flags);
      const { file } = flags;
      const lines = file === undefined ? readJsonLinesFrom(process.stdin, "stdin") : readJsonLines(file);
      for await (const line of lines) {
        const scored = scoreRequest(asRequest(line, file ?? "stdin"), aids);
        process.stdout.write(flags.explain ? inWords(scored) : `${JSON.stringify(machineOutput(scored))}\n`);
      }
    });
}

/** What the user gave to score with. */
interface Aids {
  readonly taxonomy?: Taxonomy;
  readonly policy?: Policy;
  readonly scorer?: Scorer;
}

async function readAids({ taxonomy, policy, scorer }: ScoreFlags): Promise<Aids> {
  return {
    ...(taxonomy !== undefined && { taxonomy: await readTaxonomy(taxonomy) }),
    ...(policy !== undefined && { policy: await readPolicy(policy) }),
    ...(scorer !== undefined && { scorer: await readScorerFile(scorer) }),
  };
}

interface Scored {
  readonly id: string;
  readonly complexity: Complexity;
  /** Probability of success of each model that the scorer knows; null without a scorer. */
  readonly success: Readonly<Record<string, number>> | null;
  /** Where the policy would start; null without a policy. */
  readonly tier: string | null;
}

function scoreRequest({ id, text, schema, risk }: ScoreRequest, { taxonomy, policy, scorer }: Aids): Scored {
  const complexity = scoreComplexity(text, { ...(taxonomy && { taxonomy }), ...(schema !== undefined && { schema }) });
  const decision = policy?.decide({ complexity: complexity.score, promptLength: text.length, risk });
  return { id, complexity, success: scorer ? successOf(text, scorer) : null, tier: decision?.tier ?? null };
}

function successOf(text: string, scorer: Scorer): Record<string, number> {
  const estimate = estimateRequest(scorer, text);
  return Object.fromEntries(armsOf(scorer).map((arm) => [arm, estimate.success(arm)]));
}

function inWords({ id, complexity, success, tier }: Scored): string {
  const chances = Object.entries(success ?? {}).map(([arm, chance]) => `${arm} ${(100 * chance).toFixed(0)} %`);
  return [
    `${id}: ${explain(complexity)}`,
    ...(chances.length > 0 ? [`likely to succeed: ${chances.join(", ")}\n`] : []),
    ...(tier === null ? [] : [`starts at ${tier}\n`]),
  ].join("");
}

interface ScoreRequest {
  readonly id: string;
  readonly text: string;
  readonly schema?: unknown;
  readonly risk: Risk;
}

const risks: readonly unknown[] = ["low", "normal", "high"] satisfies Risk[];

function asRequest({ line, value }: JsonLine, file: string): ScoreRequest {
  const { id = String(line), prompt, messages, schema, risk = "normal" } = value;
  if (!risks.includes(risk)) {
    throw new InputError(`expected low, normal or high, got ${showValue(risk)}`, { file, line, field: "risk" });
  }
  const rest = { id: String(id), risk: risk as Risk, ...(schema !== undefined && { schema }) };
  if (typeof prompt === "string") return { ...rest, text: prompt };
  if (prompt === undefined && Array.isArray(messages)) {
    const wrong = messages.findIndex((message) => typeof message?.role !== "string");
    if (wrong < 0) return { ...rest, text: userTextOf(messages).text };
    throw new InputError(`expected a message with a role, got ${showValue(messages[wrong])}`, {
      file,
      line,
      field: `messages.${wrong}`,
    });
  }
  throw new InputError(`expected the request's text, got ${showValue(prompt)}`, { file, line, field: "prompt" });
}

function machineOutput({ id, complexity, success, tier }: Scored): object {
  const { score, overlap, interference, concepts, signals, contributions, task, language } = complexity;
  return {
    v: 1,
    id,
    complexity: score,
    overlap,
    interference,
    concepts: concepts.map(({ text, kind, weight, span, mentions }) => ({ text, kind, weight, span, mentions })),
    signals,
    contributions,
    task,
    language,
    success,
    tier,
  };
}
