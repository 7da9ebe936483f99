import type { Figures, PolicyResult, SuiteEvaluation } from "../evaluation/index.ts";
import { percent, percentRange, usd, usdRange } from "./format.ts";

export interface PolicyRow {
  readonly name: string;
  readonly cells: readonly string[];
  readonly isRouted: boolean;
}

export const policyColumns = [
  "policy",
  "success",
  "95 %",
  "escalated",
  "review",
  "models",
  "in all",
  "per success",
  "95 %",
] as const;

/** Every result in the order a reader compares them: fixed tiers, naive routers, the policy, the end of the scale. */
export function allResults({ results }: SuiteEvaluation): PolicyResult[] {
  return [
    ...results.fixed,
    results.fixedOrReview,
    results.randomMix,
    results.promptLength,
    results.routed,
    results.oracle,
  ];
}

/** The table of policies as text cells, the same for terminal and page. */
export function policyRows(evaluation: SuiteEvaluation): PolicyRow[] {
  return allResults(evaluation).map((result) => ({
    name: result.name,
    cells: [result.name.replaceAll("-", " "), ...figureCells(result.figures)],
    isRouted: result === evaluation.results.routed,
  }));
}

function figureCells(figures: Figures): string[] {
  // a total that leaves cases of unknown cost out is a lower bound
  const known = (amount: number): string => `${figures.unknownCost > 0 ? "≥ " : ""}${usd(amount)}`;
  const { costPerSuccess, costPerSuccessInterval } = figures;
  return [
    percent(figures.successRate, 1),
    percentRange(figures.successInterval),
    percent(figures.escalationRate),
    percent(figures.reviewRate),
    known(figures.modelCostUsd),
    known(figures.totalCostUsd),
    costPerSuccess === null ? `≥ ${usd(figures.totalCostUsd / 3)}` : usd(costPerSuccess),
    costPerSuccessInterval === null ? "no success" : usdRange(costPerSuccessInterval),
  ];
}
