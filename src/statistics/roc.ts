/**
 * Area under the ROC curve: the chance that a positive scores above a negative, ties half (Mann and Whitney 1947). Null with
 * one class only.
 */
export function areaUnderRoc(scores: ArrayLike<number>, labels: ArrayLike<number | boolean>): number | null {
  const order = Array.from({ length: scores.length }, (_, index) => index).sort((a, b) => scores[a]! - scores[b]!);
  let [positives, rankSum] = [0, 0];
  for (let from = 0; from < order.length; ) {
    let to = from;
    let tiedPositives = 0;
    while (to < order.length && scores[order[to]!] === scores[order[from]!])
      tiedPositives += Number(labels[order[to++]!]);
    // ranks are 1-based: the tied ones share the mean of from + 1 … to
    rankSum += (tiedPositives * (from + 1 + to)) / 2;
    positives += tiedPositives;
    from = to;
  }
  const negatives = order.length - positives;
  if (positives === 0 || negatives === 0) return null;
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}
