/** Positions in order of their values, and where each run of equal values begins; the last entry is the end. */
export interface TiedRuns {
  readonly order: Int32Array;
  readonly starts: readonly number[];
}

/**
 * Sorts positions by value, rising unless `descending`, and parts them into runs of ties.
 *
 * @throws RangeError on NaN, which has no rank.
 */
export function tiedRuns(values: ArrayLike<number>, { descending = false } = {}): TiedRuns {
  const order = Int32Array.from({ length: values.length }, (_, index) => index);
  for (const index of order) {
    if (Number.isNaN(values[index]!)) throw new RangeError(`expected numbers to rank, got NaN at ${index}`);
  }
  order.sort(descending ? (a, b) => values[b]! - values[a]! || a - b : (a, b) => values[a]! - values[b]! || a - b);
  const starts: number[] = [];
  for (let at = 0; at < order.length; at++) {
    if (at === 0 || values[order[at]!] !== values[order[at - 1]!]) starts.push(at);
  }
  return { order, starts: [...starts, order.length] };
}
