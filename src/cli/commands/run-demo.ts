import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import pc from "picocolors";
import { runSupportDemo, type SupportDemo } from "../../../evals/support/demo.ts";
import { InputError, showValue } from "../../errors/index.ts";
import {
  evaluationJson,
  renderReport,
  successByStratum,
  terminalTable,
  usd,
  verdictSentence,
} from "../../report/index.ts";
import { progressLine } from "../progress.ts";

export interface DemoFlags {
  readonly cases?: string;
  readonly out: string;
  readonly json?: boolean;
  readonly seed: string;
}

/** Runs the demo, writes its report and prints what it found. */
export async function runDemo({ cases, out, json, seed }: DemoFlags): Promise<void> {
  const demo = await withProgress(cases, seedOf(seed));
  const report = resolve(out);
  const page = await renderReport(demo.report);
  await writeFile(report, page).catch((cause: Error) => {
    throw new InputError(
      `the report cannot be written (${cause.message}); name another place with --out`,
      { file: out },
      { cause },
    );
  });
  if (json) process.stdout.write(`${JSON.stringify(evaluationJson(demo.report.evaluation))}\n`);
  else process.stdout.write(`${demoText(demo)}\n\nReport: ${pathToFileURL(report).href}\n`);
}

function seedOf(flag: string): number {
  const seed = Number(flag);
  if (!Number.isSafeInteger(seed))
    throw new InputError(`expected a whole number, got ${showValue(flag)}`, { field: "--seed" });
  return seed;
}

async function withProgress(casesFile: string | undefined, seed: number): Promise<SupportDemo> {
  const progress = await progressLine();
  try {
    return await runSupportDemo({
      seed,
      ...(casesFile !== undefined && { casesFile }),
      onProgress: ({ done, total, spentUsd }) => {
        const spent = spentUsd === null ? "spend unknown" : `${usd(spentUsd)} so far`;
        progress.update(`case ${done} of ${total}, ${spent}`);
      },
    });
  } finally {
    progress.end();
  }
}

function demoText({ report, lines }: SupportDemo): string {
  const { evaluation } = report;
  return [
    pc.bold(`tierwise demo: ${report.cases.length} customer messages, three embedded models`),
    ...lines,
    "",
    terminalTable(evaluation),
    "",
    verdictSentence(evaluation),
    "",
    `Success by ${report.suite.strata?.name ?? "slice"}:`,
    ...strataLines(report),
  ].join("\n");
}

function strataLines({ suite, cases, evaluation, tiers }: SupportDemo["report"]): string[] {
  const strata = successByStratum(suite, cases, evaluation.rows, tiers);
  return tiers.map((tier) => {
    const own = strata.filter((entry) => entry.tier === tier);
    return `  ${tier.padEnd(8)}${own.map(({ stratum, success }) => `${stratum}: ${(100 * success).toFixed(0).padStart(3)} %`).join("   ")}`;
  });
}
