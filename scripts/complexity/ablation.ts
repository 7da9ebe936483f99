import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { embeddedTiers } from "../../evals/support/demo.ts";
import { supportSuite } from "../../evals/support/suite.ts";
import { type Complexity, scoreComplexity, spellingEmbedder } from "../../src/complexity/index.ts";
import { readCases, recordMatrix } from "../../src/evaluation/index.ts";
import { cellOf, isSuccess, type MatrixRow, readMatrix } from "../../src/matrix/index.ts";
import { packageFile } from "../../src/models/index.ts";
import { randomSource } from "../../src/statistics/index.ts";
import { aurocDifference, aurocOf, partialSpearman, spearman } from "./rank-statistics.ts";

/**
 * `tsx scripts/complexity/ablation.ts`: what each part of the score is worth, as Markdown tables: on the support suite,
 * and on recorded outcomes of real models where TIERWISE_OUTCOMES names their folder. Nothing is fitted here.
 */
const variants: Readonly<Record<string, (text: string) => number>> = {
  "prompt length": (text) => text.length,
  "full score": (text) => scoreComplexity(text).score,
  "signals off (overlap alone)": (text) => scoreComplexity(text).overlap,
  "overlap off (signals alone)": (text) => signalsAlone(scoreComplexity(text)),
  "embedder = spelling, full score": (text) => scoreComplexity(text, { embedder: spellingEmbedder }).score,
  "embedder = spelling, overlap alone": (text) => scoreComplexity(text, { embedder: spellingEmbedder }).overlap,
};

await onTheSuite();
await onRecordedOutcomes(process.env.TIERWISE_OUTCOMES ?? "");

function signalsAlone({ contributions }: Complexity): number {
  return contributions.reduce((sum, { name, amount }) => (name === "overlap" ? sum : sum + amount), 0);
}

async function onTheSuite(): Promise<void> {
  const cases = await readCases(supportSuite, packageFile("evals", "support", "cases.jsonl"));
  const { small } = await embeddedTiers();
  const failed: boolean[] = [];
  for await (const row of recordMatrix({ suite: supportSuite, cases, arms: { small: small! } })) {
    failed.push(!succeeded(row, "small"));
  }
  const lengths = cases.map(({ input }) => input.length);
  const concerns = cases.map(({ expected }) => expected.concerns.length);
  print(["score", "Spearman with concerns", "given length", "AUROC small fails", "above length"]);
  for (const [name, score] of Object.entries(variants)) {
    const scores = cases.map(({ input }) => score(input));
    const { difference, interval } = aurocDifference(scores, lengths, failed, randomSource(1));
    print([
      name,
      shown(spearman(scores, concerns)),
      name === "prompt length" ? "–" : shown(partialSpearman(scores, concerns, lengths)),
      shown(aurocOf(scores, failed)),
      name === "prompt length" ? "–" : `${shown(difference)} [${interval.map(shown).join(", ")}]`,
    ]);
  }
  process.stdout.write(`\n${cases.length} cases, the small network fails on ${failed.filter(Boolean).length}.\n\n`);
}

/** AUROC for "the weakest arm with answers of both kinds fails", per file, every third row. */
async function onRecordedOutcomes(folder: string): Promise<void> {
  if (!existsSync(folder)) {
    process.stderr.write("skipped: TIERWISE_OUTCOMES names no folder of recorded outcomes\n");
    return;
  }
  const names = Object.keys(variants);
  const sums = names.map(() => 0);
  let files = 0;
  print(["file", "rows", ...names]);
  for (const file of readdirSync(folder)
    .filter((name) => name.includes(".jsonl"))
    .sort()) {
    const texts: string[] = [];
    const cells: Record<string, boolean>[] = [];
    let index = 0;
    for (const row of (await readMatrix(join(folder, file))).rows) {
      if (index++ % 3 !== 0 || typeof row.prompt !== "string") continue;
      texts.push(row.prompt);
      cells.push(Object.fromEntries(Object.keys(row.outcomes).map((arm) => [arm, succeeded(row, arm)])));
    }
    const weakest = weakestOf(cells);
    if (weakest === undefined || texts.length < 60) continue;
    const failed = cells.map((cell) => !cell[weakest]);
    const found = names.map((name) => aurocOf(texts.map(variants[name]!), failed));
    for (const [position, auroc] of found.entries()) sums[position]! += auroc;
    files++;
    print([file.replace(".jsonl.gz", ""), String(texts.length), ...found.map(shown)]);
  }
  print([`mean of ${files} files`, "", ...sums.map((sum) => shown(sum / files))]);
}

function succeeded(row: MatrixRow, arm: string): boolean {
  const cell = cellOf(row, arm);
  return cell !== undefined && isSuccess(cell) === true;
}

function weakestOf(cells: readonly Record<string, boolean>[]): string | undefined {
  const rate = (arm: string): number => cells.filter((cell) => cell[arm]).length / cells.length;
  const arms = Object.keys(cells[0] ?? {}).filter((arm) => rate(arm) > 0.05 && rate(arm) < 0.95);
  return arms.sort((one, other) => rate(one) - rate(other))[0];
}

function print(columns: readonly string[]): void {
  process.stdout.write(`| ${columns.join(" | ")} |\n`);
}

function shown(value: number): string {
  return value.toFixed(3);
}
