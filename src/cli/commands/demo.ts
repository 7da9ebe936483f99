import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Command } from "commander";
import pc from "picocolors";
import { runSupportDemo, type SupportDemo } from "../../../evals/support/demo.ts";
import { renderReport, successByStratum, terminalTable, usd, verdictSentence } from "../../report/index.ts";
import { progressLine } from "../progress.ts";

interface DemoFlags {
  readonly cases?: string;
  readonly out: string;
}

/** `tierwise demo`: the whole main job with no key and no network. */
export function demoCommand(): Command {
  return new Command("demo")
    .description("route the bundled support suite over three embedded models; no key, no network")
    .option("--cases <path>", "run on your own case file in the suite's format")
    .option("--out <path>", "where the report goes", "tierwise-demo.html")
    .action(async ({ cases, out }: DemoFlags) => {
      const demo = await withProgress(cases);
      const report = resolve(out);
      await writeFile(report, await renderReport(demo.report));
      process.stdout.write(`${demoText(demo)}\n\nReport: ${pathToFileURL(report).href}\n`);
    });
}

async function withProgress(casesFile: string | undefined): Promise<SupportDemo> {
  const progress = await progressLine();
  try {
    return await runSupportDemo({
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
