import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import pc from "picocolors";
import { runSupportDemo, type SupportDemo } from "../../../evals/support/demo.ts";
import { InputError, showValue } from "../../errors/index.ts";
import {
  evaluationJson,
  percent,
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
  if (json) process.stderr.write(`report: ${pathToFileURL(report).href}\n`);
  if (json) process.stdout.write(`${JSON.stringify(evaluationJson(demo.report))}\n`);
  else process.stdout.write(`${demoText(demo)}\n\nReport: ${pathToFileURL(report).href}\n`);
}

function seedOf(flag: string): number {
  const seed = flag.trim() === "" ? Number.NaN : Number(flag);
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
  const { evaluation, suite } = report;
  // picocolors would also colour a pipe wherever CI is set
  const { bold } = pc.createColors(Boolean(process.stdout.isTTY) && pc.isColorSupported);
  const { errorCostUsd, reviewCostUsd, reviewAccuracy } = suite.economics;
  return [
    bold(`tierwise demo: ${report.cases.length} customer messages, three embedded models`),
    ...lines,
    `  an accepted mistake costs $${errorCostUsd.low} / $${errorCostUsd.normal} / $${errorCostUsd.high} by risk, a person's decision $${reviewCostUsd}, taken as right in ${100 * reviewAccuracy} %`,
    "",
    terminalTable(evaluation, bold),
    "",
    verdictSentence(evaluation),
    "",
    `Success by ${report.suite.strata?.name ?? "slice"} (in full: every label right):`,
    ...strataLines(report),
  ].join("\n");
}

function strataLines({ suite, cases, evaluation, tiers }: SupportDemo["report"]): string[] {
  const strata = successByStratum(suite, cases, evaluation.rows, tiers);
  return tiers.map((tier) => {
    const own = strata.filter((entry) => entry.tier === tier);
    return `  ${tier.padEnd(8)}${own.map(({ stratum, success, exact }) => `${stratum}: ${percent(success)} (${percent(exact ?? 0)} in full)`).join("   ")}`;
  });
}
