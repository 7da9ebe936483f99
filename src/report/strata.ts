import type { EvaluationCase, ScoredRow, Suite } from "../evaluation/index.ts";
import { type Cell, cellOf, isSuccess } from "../matrix/index.ts";
import { wilsonInterval } from "../statistics/index.ts";

/** How often one tier on its own was right within one stratum of cases. */
export interface StratumSuccess {
  readonly stratum: string;
  readonly tier: string;
  readonly cases: number;
  readonly success: number;
  readonly low: number;
  readonly high: number;
  /** Share of answers that match their label in full; null when the suite does not tell. */
  readonly exact: number | null;
}

/** Success of each tier by the suite's strata, or by slice when it names none. */
export function successByStratum<Value, Expected>(
  suite: Suite<Value, Expected>,
  cases: readonly EvaluationCase<Expected>[],
  rows: readonly ScoredRow[],
  tiers: readonly string[],
): StratumSuccess[] {
  const strataOf = ({ expected, slices }: EvaluationCase<Expected>): readonly string[] =>
    suite.strata ? [suite.strata.of(expected)] : slices;
  const strata = [...new Set(cases.flatMap(strataOf))].sort();
  return tiers.flatMap((tier) =>
    strata.map((stratum) => {
      const inside = rows.filter((_, index) => strataOf(cases[index]!).includes(stratum));
      return { stratum, tier, ...shareRight(inside.flatMap(({ row }) => cellOf(row, tier) ?? [])) };
    }),
  );
}

function shareRight(cells: readonly Cell[]): Omit<StratumSuccess, "stratum" | "tier"> {
  const successes = cells.filter((cell) => isSuccess(cell)).length;
  const [low, high] = wilsonInterval(successes, cells.length);
  const isTold = cells.some(({ isExact }) => isExact !== undefined);
  const exact = isTold ? cells.filter(({ isExact }) => isExact).length / cells.length : null;
  return { cases: cells.length, success: successes / cells.length, low, high, exact };
}
