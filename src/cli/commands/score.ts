import { Command } from "commander";
import { type Complexity, scoreComplexity } from "../../complexity/index.ts";
import { InputError, showValue } from "../../errors/index.ts";
import { type JsonLine, readJsonLines, readJsonLinesFrom } from "../../matrix/index.ts";

interface ScoreFlags {
  readonly file?: string;
  readonly explain?: boolean;
}

/** `tierwise score`: requests in, scores out, one JSON object a line. */
export function scoreCommand(): Command {
  return new Command("score")
    .description('score requests: JSON Lines of {"id"?,"prompt"} on stdin or in a file, one score a line out')
    .option("--file <path>", "read the requests from a file instead of stdin")
    .option("--explain", "say in words what made each score")
    .action(async ({ file, explain }: ScoreFlags) => {
      const lines = file === undefined ? readJsonLinesFrom(process.stdin, "stdin") : readJsonLines(file);
      for await (const line of lines) {
        const { id, prompt } = asRequest(line, file ?? "stdin");
        const complexity = scoreComplexity(prompt);
        process.stdout.write(
          explain ? explained(id, complexity) : `${JSON.stringify(machineOutput(id, complexity))}\n`,
        );
      }
    });
}

function asRequest({ line, value }: JsonLine, file: string): { id: string; prompt: string } {
  const { id = String(line), prompt } = value;
  if (typeof prompt !== "string") {
    throw new InputError(`expected the request's text, got ${showValue(prompt)}`, { file, line, field: "prompt" });
  }
  return { id: String(id), prompt };
}

function machineOutput(id: string, { score, overlap, interference, concepts, signals }: Complexity): object {
  return {
    v: 1,
    id,
    complexity: score,
    overlap,
    interference,
    concepts: concepts.map(({ text, weight, span }) => ({ text, kind: "clause", weight, span })),
    signals,
    success: null,
    tier: null,
  };
}

function explained(id: string, { score, concepts }: Complexity): string {
  const parts = concepts.map(({ text, weight }) => `  ${weight.toFixed(2)}  ${text.trim().replaceAll(/\s+/g, " ")}`);
  const count = `${concepts.length} ${concepts.length === 1 ? "thing" : "things"} to keep apart`;
  return [`${id}: complexity ${score.toFixed(2)}, ${count}`, ...parts, ""].join("\n");
}
