import type { EvaluationCase, ScoredRow, Suite } from "../evaluation/index.ts";
import { cellOf } from "../matrix/index.ts";
import { wilsonInterval } from "../statistics/index.ts";

/** How often one tier on its own was right within one stratum of cases. */
export interface StratumSuccess {
  readonly stratum: string;
  readonly tier: string;
  readonly cases: number;
  readonly success: number;
  readonly low: number;
  readonly high: number;
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
      const successes = inside.filter(({ row }) => cellOf(row, tier)?.success === true).length;
      const [low, high] = wilsonInterval(successes, inside.length);
      return { stratum, tier, cases: inside.length, success: successes / inside.length, low, high };
    }),
  );
}
