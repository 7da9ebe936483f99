import type { Scorer } from "../scorer.ts";

/**
 * How often an arm succeeded in what a scorer was fitted on: in the kind of this task's name, else in all kinds that know the
 * arm, by rows. Null for an arm that it never saw.
 */
export function fittedRate({ kinds }: Scorer, task: string, arm: string): number | null {
  const known = kinds.flatMap(({ name, rows, arms, successRates }) => {
    const rate = successRates[arms.indexOf(arm)];
    return rate === undefined || Number.isNaN(rate) ? [] : [{ name, rows, rate }];
  });
  const own = known.filter(({ name }) => name === task);
  const counted = own.length > 0 ? own : known;
  const rows = counted.reduce((sum, kind) => sum + kind.rows, 0);
  return rows > 0 ? counted.reduce((sum, kind) => sum + kind.rows * kind.rate, 0) / rows : null;
}
