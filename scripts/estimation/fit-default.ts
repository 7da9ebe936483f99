/**
 * Fits the scorer that ships: `npm run fit:default -- --data DIR`, with DIR a folder of outcome matrices named
 * `<source>__<task>.jsonl.gz`. Only sources whose licence lets what is derived from them be passed on are read.
 */
import { readdirSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { fitFiles } from "../../src/cli/fit-files.ts";
import { writeScorer } from "../../src/estimation/index.ts";
import { packageFile } from "../../src/models/index.ts";

const licenceOfSource: Readonly<Record<string, string>> = {
  routellm: "Apache-2.0 (lm-sys/RouteLLM)",
  zeroeval: "Apache-2.0 (WildEval/ZeroEval)",
  mmlupro: "Apache-2.0 (TIGER-AI-Lab/MMLU-Pro)",
  llmrouter: "MIT (ulab-uiuc/LLMRouter)",
};

const { data } = parseArgs({ options: { data: { type: "string" } } }).values;
if (data === undefined) throw new Error("expected --data DIR, a folder of outcome matrices");

const names = readdirSync(data)
  .filter((name) => name.endsWith(".jsonl.gz") && sourceOf(name) in licenceOfSource)
  .sort();
const licences = Object.fromEntries(
  names.map((name) => [name.replace(".jsonl.gz", ""), licenceOfSource[sourceOf(name)] ?? ""]),
);
const scorer = await fitFiles(
  names.map((name) => join(data, name)),
  { licences },
);
const text = writeScorer(scorer);
await writeFile(packageFile("fixtures", "estimation", "default.scorer.json"), text);
process.stdout.write(
  `${JSON.stringify({ rows: scorer.fittedOn.rows, bytes: text.length, heldOut: scorer.heldOut, hash: scorer.fittedOn.hash })}\n`,
);

function sourceOf(name: string): string {
  return name.split("__")[0] ?? "";
}
