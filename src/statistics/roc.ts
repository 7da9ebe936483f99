import { tiedRuns } from "./tied-runs.ts";

/**
 * Area under the ROC curve: the chance that a positive scores above a negative, ties half (Mann and Whitney 1947). Null with
 * one class only.
 */
export function areaUnderRoc(scores: ArrayLike<number>, labels: ArrayLike<number | boolean>): number | null {
  const { order, starts } = tiedRuns(scores);
  let [positives, rankSum] = [0, 0];
  for (let run = 0; run + 1 < starts.length; run++) {
    const [from, to] = [starts[run]!, starts[run + 1]!];
    let tiedPositives = 0;
    for (let at = from; at < to; at++) tiedPositives += Number(labels[order[at]!]);
    // ranks are 1-based: the tied ones share the mean of from + 1 … to
    rankSum += (tiedPositives * (from + 1 + to)) / 2;
    positives += tiedPositives;
  }
  const negatives = order.length - positives;
  if (positives === 0 || negatives === 0) return null;
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}
