/** Mean squared distance of probabilities from what happened (Brier 1950). NaN for no cases. */
export function brierScore(probabilities: ArrayLike<number>, outcomes: ArrayLike<number | boolean>): number {
  let sum = 0;
  for (let index = 0; index < probabilities.length; index++) {
    sum += (probabilities[index]! - Number(outcomes[index])) ** 2;
  }
  return sum / probabilities.length;
}

/**
 * Expected calibration error with bins of equal mass: Σ (n_b/n)·|mean probability − share of successes|. Cases of one
 * probability stay in one bin as far as they can: cuts are made between different values only.
 */
export function expectedCalibrationError(
  probabilities: ArrayLike<number>,
  outcomes: ArrayLike<number | boolean>,
  bins = 10,
): number {
  const count = probabilities.length;
  const order = Array.from({ length: count }, (_, index) => index).sort(
    (a, b) => probabilities[a]! - probabilities[b]!,
  );
  let error = 0;
  let from = 0;
  for (let bin = 1; bin <= bins && from < count; bin++) {
    let to = Math.max(from, Math.round((bin * count) / bins));
    while (to > from && to < count && probabilities[order[to]!] === probabilities[order[to - 1]!]) to++;
    let gap = 0;
    for (let at = from; at < to; at++) gap += probabilities[order[at]!]! - Number(outcomes[order[at]!]);
    error += Math.abs(gap) / count;
    from = to;
  }
  return count === 0 ? Number.NaN : error;
}
