import { Command } from "commander";
import { type Complexity, explain, scoreComplexity, type Taxonomy, userTextOf } from "../../complexity/index.ts";
import { InputError, showValue } from "../../errors/index.ts";
import { type JsonLine, readJsonLines, readJsonLinesFrom } from "../../matrix/index.ts";
import { readTaxonomy } from "../read-taxonomy.ts";

interface ScoreFlags {
  readonly file?: string;
  readonly explain?: boolean;
  readonly taxonomy?: string;
}

/** `tierwise score`: requests in, scores out, one JSON object a line. */
export function scoreCommand(): Command {
  return new Command("score")
    .description(
      'score requests: JSON Lines of {"id"?,"prompt"|"messages"} on stdin or in a file, one score a line out',
    )
    .option("--file <path>", "read the requests from a file instead of stdin")
    .option("--taxonomy <path>", "JSON file of your own labels: {label: [phrase, …]}")
    .option("--explain", "say in words what made each score")
    .action(async (flags: ScoreFlags) => {
      const { file, explain: inWords } = flags;
      const taxonomy: Taxonomy | undefined =
        flags.taxonomy === undefined ? undefined : await readTaxonomy(flags.taxonomy);
      const lines = file === undefined ? readJsonLinesFrom(process.stdin, "stdin") : readJsonLines(file);
      for await (const line of lines) {
        const { id, text, schema } = asRequest(line, file ?? "stdin");
        const complexity = scoreComplexity(text, {
          ...(taxonomy && { taxonomy }),
          ...(schema !== undefined && { schema }),
        });
        process.stdout.write(
          inWords ? `${id}: ${explain(complexity)}` : `${JSON.stringify(machineOutput(id, complexity))}\n`,
        );
      }
    });
}

interface ScoreRequest {
  readonly id: string;
  readonly text: string;
  readonly schema?: unknown;
}

function asRequest({ line, value }: JsonLine, file: string): ScoreRequest {
  const { id = String(line), prompt, messages, schema } = value;
  const rest = { id: String(id), ...(schema !== undefined && { schema }) };
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
    tier: null,
  };
}
