import { supportSuite, type TriageLabel } from "../../evals/support/suite.ts";
import { type EvaluationCase, recordMatrix } from "../../src/evaluation/index.ts";
import { cellOf, isSuccess } from "../../src/matrix/index.ts";
import type { Model } from "../../src/models/index.ts";
import { randomSource } from "../../src/statistics/index.ts";
import { aurocDifference, aurocOf, partialSpearman, spearman } from "./rank-statistics.ts";
import { variants } from "./variants.ts";

type Cases = readonly EvaluationCase<TriageLabel>[];

/** Which cases of the support task a model gets wrong. */
export async function failuresOf(model: Model, cases: Cases): Promise<boolean[]> {
  const failed: boolean[] = [];
  for await (const row of recordMatrix({ suite: supportSuite, cases: [...cases], arms: { model } })) {
    const cell = cellOf(row, "model");
    failed.push(cell === undefined || isSuccess(cell) !== true);
  }
  return failed;
}

/** How each variant ranks cases: against the number of concerns, and against a model's failures. Markdown. */
export function rankTable(cases: Cases, failed: readonly boolean[]): string {
  const lengths = cases.map(({ input }) => input.length);
  const concerns = cases.map(({ expected }) => expected.concerns.length);
  const rows = Object.entries(variants).map(([name, score]) => {
    const scores = cases.map(({ input }) => score(input));
    const { difference, interval } = aurocDifference(scores, lengths, failed, randomSource(1));
    const isLength = name === "prompt length";
    return [
      name,
      shown(spearman(scores, concerns)),
      isLength ? "–" : shown(partialSpearman(scores, concerns, lengths)),
      shown(aurocOf(scores, failed)),
      isLength ? "–" : `${shown(difference)} [${interval.map(shown).join(", ")}]`,
    ];
  });
  return [
    tableRow(["score", "Spearman with concerns", "given length", "AUROC small fails", "above length"]),
    tableRow(["---", "---", "---", "---", "---"]),
    ...rows.map(tableRow),
    "",
    `${cases.length} cases, the small network fails on ${failed.filter(Boolean).length}; the true number of concerns has AUROC ${shown(aurocOf(concerns, failed))}.`,
    "",
  ].join("\n");
}

export function tableRow(columns: readonly string[]): string {
  return `| ${columns.join(" | ")} |`;
}

export function shown(value: number): string {
  return value.toFixed(3);
}
