import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { embeddedTiers } from "../../evals/support/demo.ts";
import { supportSuite } from "../../evals/support/suite.ts";
import { readCases } from "../../src/evaluation/index.ts";
import { cellOf, isSuccess, type MatrixRow, readMatrix } from "../../src/matrix/index.ts";
import { packageFile } from "../../src/models/index.ts";
import { aurocOf } from "./rank-statistics.ts";
import { failuresOf, rankTable, shown, tableRow } from "./rank-table.ts";
import { variants } from "./variants.ts";

/**
 * `tsx scripts/complexity/ablation.ts`: what each part of the score is worth, as Markdown tables: on the support suite,
 * and on recorded outcomes of real models where TIERWISE_OUTCOMES names their folder. Nothing is fitted here.
 */
const cases = await readCases(supportSuite, packageFile("evals", "support", "cases.jsonl"));
const { small } = await embeddedTiers();
print(rankTable(cases, await failuresOf(small!, cases)));
await onRecordedOutcomes(process.env.TIERWISE_OUTCOMES ?? "");

/** AUROC for "the weakest arm with answers of both kinds fails", per file, every third row. */
async function onRecordedOutcomes(folder: string): Promise<void> {
  if (!existsSync(folder)) {
    process.stderr.write("skipped: TIERWISE_OUTCOMES names no folder of recorded outcomes\n");
    return;
  }
  const names = Object.keys(variants);
  const sums = names.map(() => 0);
  let files = 0;
  print(tableRow(["file", "rows", ...names]));
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
    print(tableRow([file.replace(".jsonl.gz", ""), String(texts.length), ...found.map(shown)]));
  }
  print(tableRow([`mean of ${files} files`, "", ...sums.map((sum) => shown(sum / files))]));
}

function succeeded(row: MatrixRow, arm: string): boolean {
  const cell = cellOf(row, arm);
  return cell !== undefined && isSuccess(cell) === true;
}

function weakestOf(found: readonly Record<string, boolean>[]): string | undefined {
  const rate = (arm: string): number => found.filter((cell) => cell[arm]).length / found.length;
  const arms = Object.keys(found[0] ?? {}).filter((arm) => rate(arm) > 0.05 && rate(arm) < 0.95);
  return arms.sort((one, other) => rate(one) - rate(other))[0];
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
