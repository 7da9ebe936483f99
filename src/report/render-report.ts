import type { EvaluationCase, Suite, SuiteEvaluation } from "../evaluation/index.ts";
import { escapeHtml } from "./escape-html.ts";
import { percent, percentRange } from "./format.ts";
import { loadPlotter } from "./plots.ts";
import { policyColumns, policyRows } from "./policy-table.ts";
import { reportStyle } from "./report-style.ts";
import { type StratumSuccess, successByStratum } from "./strata.ts";
import { verdictSentence } from "./verdict.ts";

export interface ReportInput<Value, Expected> {
  readonly suite: Suite<Value, Expected>;
  readonly cases: readonly EvaluationCase<Expected>[];
  readonly evaluation: SuiteEvaluation;
  /** Tier names, cheapest first. */
  readonly tiers: readonly string[];
  /** What the answers and prices are, in a sentence. */
  readonly caption: string;
  /** Facts that a reader needs to judge the figures: prices, hashes, seeds. */
  readonly method: readonly (readonly [label: string, value: string])[];
}

/** One self-contained HTML page: no request to anywhere, light and dark, every plot with its table. */
export async function renderReport<Value, Expected>(input: ReportInput<Value, Expected>): Promise<string> {
  const { suite, cases, evaluation, tiers } = input;
  const plotter = await loadPlotter();
  const strata = successByStratum(suite, cases, evaluation.rows, tiers);
  const strataName = suite.strata?.name ?? "slice";
  const sections = [
    section("Cost and quality", plotter.frontier(evaluation), policyTable(evaluation), frontierNote),
    section("Cost per successful outcome", plotter.costPerSuccess(evaluation), "", costNote),
    section(
      `Success by ${strataName}`,
      plotter.strata(strataName, strata),
      strataTable(strataName, strata, tiers),
      strataNote,
    ),
    methodSection(input.method),
  ];
  return page(
    `tierwise: ${suite.name}`,
    verdictSentence(evaluation),
    `${cases.length} cases. ${input.caption}`,
    sections,
  );
}

const frontierNote =
  "Each point is one policy over the same cases; bars are 95 % Wilson intervals. The dashed line joins the fixed tiers that no cheaper one reaches.";
const costNote =
  "Model calls, repairs, escalations, review and the price of accepted errors, over the outcomes that were right; 95 % bootstrap intervals, cases of one cluster drawn together.";
const strataNote =
  "Each tier on its own, first answer and repair; bars are 95 % Wilson intervals. “In full”: the answer matches every label of the case, those too that do not decide.";

function page(title: string, verdict: string, captionText: string, sections: readonly string[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>${escapeHtml(title)}</title>
<style>${reportStyle}</style>
</head>
<body>
<main>
<header><h1>${escapeHtml(title)}</h1><p class="verdict">${escapeHtml(verdict)}</p><p class="caption">${escapeHtml(captionText)}</p></header>
${sections.join("\n")}
</main>
</body>
</html>
`;
}

function section(heading: string, plot: string, table: string, note: string): string {
  return `<section><h2>${escapeHtml(heading)}</h2><figure>${plot}<figcaption>${escapeHtml(note)}</figcaption></figure>${table}</section>`;
}

function policyTable(evaluation: SuiteEvaluation): string {
  const head = policyColumns.map((column) => `<th scope="col">${escapeHtml(column)}</th>`).join("");
  const body = policyRows(evaluation).map(({ cells, isRouted }) => tableRow(cells, isRouted ? ' class="routed"' : ""));
  return table(head, body);
}

function strataTable(name: string, strata: readonly StratumSuccess[], tiers: readonly string[]): string {
  const names = [...new Set(strata.map(({ stratum }) => stratum))];
  const head = [name, "cases", ...tiers].map((column) => `<th scope="col">${escapeHtml(column)}</th>`).join("");
  const body = names.map((stratum) => {
    const cells = tiers.map((tier) => strata.find((entry) => entry.stratum === stratum && entry.tier === tier)!);
    const shown = cells.map(({ success, low, high, exact }) => {
      const inFull = exact === null ? "" : `\n${percent(exact)} in full`;
      return `${percent(success)} (${percentRange([low, high])})${inFull}`;
    });
    return tableRow([stratum, String(cells[0]?.cases ?? 0), ...shown]);
  });
  return table(head, body);
}

function methodSection(method: ReportInput<unknown, unknown>["method"]): string {
  const items = method.map(([label, value]) => `<dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd>`);
  return `<section><h2>Method</h2><dl>${items.join("")}</dl></section>`;
}

function tableRow([first = "", ...rest]: readonly string[], attributes = ""): string {
  const cells = rest.map((cell) => `<td>${escapeHtml(cell)}</td>`).join("");
  return `<tr${attributes}><th scope="row">${escapeHtml(first)}</th>${cells}</tr>`;
}

function table(head: string, body: readonly string[]): string {
  return `<div class="scroll" role="region" aria-label="figures" tabindex="0"><table><thead><tr>${head}</tr></thead><tbody>${body.join("")}</tbody></table></div>`;
}
