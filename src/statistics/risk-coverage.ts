import { tiedRuns } from "./tied-runs.ts";

/**
 * Area under the risk-coverage curve (Geifman, Uziel and El-Yaniv 2019): mean over coverages 1/n … 1 of the share of errors
 * among the most confident cases. Ties count at their expected value. NaN for no cases.
 */
export function areaUnderRiskCoverage(confidence: ArrayLike<number>, successes: ArrayLike<number | boolean>): number {
  const count = confidence.length;
  const { order, starts } = tiedRuns(confidence, { descending: true });
  let [errors, area] = [0, 0];
  for (let run = 0; run + 1 < starts.length; run++) {
    const [from, to] = [starts[run]!, starts[run + 1]!];
    let tiedErrors = 0;
    for (let at = from; at < to; at++) tiedErrors += 1 - Number(successes[order[at]!]);
    for (let taken = 1; taken <= to - from; taken++) {
      area += (errors + (tiedErrors * taken) / (to - from)) / (from + taken);
    }
    errors += tiedErrors;
  }
  return area / count;
}

/** Excess AURC: what the order costs over the best order for the same errors. 0 is perfect. */
export function excessAreaUnderRiskCoverage(
  confidence: ArrayLike<number>,
  successes: ArrayLike<number | boolean>,
): number {
  const known = Float64Array.from({ length: confidence.length }, (_, index) => Number(successes[index]));
  return areaUnderRiskCoverage(confidence, successes) - areaUnderRiskCoverage(known, successes);
}
