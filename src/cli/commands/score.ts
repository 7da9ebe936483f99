import { Command } from "commander";
import { type Complexity, explain, scoreComplexity, type Taxonomy, userTextOf } from "../../complexity/index.ts";
import { InputError, showValue } from "../../errors/index.ts";
import { type JsonLine, readJsonLines, readJsonLinesFrom } from "../../matrix/index.ts";
import type { Policy, Risk } from "../../policy/index.ts";
import { readPolicy } from "../read-policy.ts";
import { readTaxonomy } from "../read-taxonomy.ts";

interface ScoreFlags {
  readonly file?: string;
  readonly explain?: boolean;
  readonly taxonomy?: string;
  readonly policy?: string;
}

/** `tierwise score`: requests in, scores out, one JSON object a line. */
export function scoreCommand(): Command {
  return new Command("score")
    .description(
      'score requests: JSON Lines of {"id"?,"prompt"|"messages","risk"?} on stdin or in a file, one score a line out',
    )
    .option("--file <path>", "read the requests from a file instead of stdin")
    .option("--taxonomy <path>", "JSON file of your own labels: {label: [phrase, …]}")
    .option("--policy <path>", "policy file: also say at which tier each request would start")
    .option("--explain", "say in words what made each score")
    .action(async (flags: ScoreFlags) => {
      const { file, explain: inWords } = flags;
      const taxonomy: Taxonomy | undefined =
        flags.taxonomy === undefined ? undefined : await readTaxonomy(flags.taxonomy);
      const policy = flags.policy === undefined ? undefined : await readPolicy(flags.policy);
      const lines = file === undefined ? readJsonLinesFrom(process.stdin, "stdin") : readJsonLines(file);
      for await (const line of lines) {
        const request = asRequest(line, file ?? "stdin");
        const { id, schema } = request;
        const complexity = scoreComplexity(request.text, {
          ...(taxonomy && { taxonomy }),
          ...(schema !== undefined && { schema }),
        });
        const tier = policy === undefined ? null : tierFor(request, complexity, policy);
        process.stdout.write(
          inWords
            ? `${id}: ${explain(complexity)}${tier === null ? "" : `starts at ${tier}\n`}`
            : `${JSON.stringify({ ...machineOutput(id, complexity), tier })}\n`,
        );
      }
    });
}

interface ScoreRequest {
  readonly id: string;
  readonly text: string;
  readonly schema?: unknown;
  readonly risk: Risk;
}

function tierFor({ text, risk }: ScoreRequest, { score }: Complexity, policy: Policy): string {
  return policy.decide({ complexity: score, promptLength: text.length, risk }).tier;
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

function machineOutput(id: string, complexity: Complexity): object {
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
    success: null,
  };
}
