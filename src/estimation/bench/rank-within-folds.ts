/**
 * Ranks that cases of different folds can be compared by: each value's place among its own fold's, 0 to 1, ties at the middle
 * of their places. Estimates of two folds come from two scorers; what each learned of the average runs against its own judged
 * rows, so pooled values would rank below chance where nothing can be learned. Sending the top share of every fold instead
 * keeps ties tied, and an area over the ranking (APGR, AUROC) counts each case by the middle of its tied places. One fold is
 * left as it is.
 */
export function rankWithinFolds(values: ArrayLike<number>, folds: ArrayLike<number>): Float64Array {
  const rows = new Map<number, number[]>();
  for (let row = 0; row < values.length; row++) {
    const own = rows.get(folds[row]!);
    if (own) own.push(row);
    else rows.set(folds[row]!, [row]);
  }
  if (rows.size < 2) return Float64Array.from(values);
  const ranks = new Float64Array(values.length);
  for (const own of rows.values()) {
    own.sort((a, b) => values[a]! - values[b]!);
    for (let from = 0; from < own.length; ) {
      let to = from;
      while (to < own.length && values[own[to]!] === values[own[from]!]) to++;
      for (const row of own.slice(from, to)) ranks[row] = (from + to) / (2 * own.length);
      from = to;
    }
  }
  return ranks;
}
