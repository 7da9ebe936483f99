/** How much the representation vectors of many features overlap in few dimensions. */
export interface RowOverlaps {
  /** Mean of squared cosines over pairs of rows: 1/m for random directions. */
  readonly meanSquared: number;
  readonly maxSquared: number;
  /** The least possible largest squared cosine: (n − m)/(m(n − 1)), 0 when the rows fit (Welch 1974). */
  readonly welchBound: number;
  /** 1/m, what random directions reach on average. */
  readonly randomExpectation: number;
  /** Rows of zero length, left out. */
  readonly deadRows: number;
}

/** Overlaps between the rows of a matrix. @param weights [rows × width], row-major. */
export function rowOverlaps(weights: Float32Array, width: number): RowOverlaps {
  const rows = liveRows(weights, width);
  const count = rows.length;
  let [total, largest] = [0, 0];
  for (let i = 0; i < count; i++) {
    for (let j = i + 1; j < count; j++) {
      const squared = cosine(rows[i]!, rows[j]!) ** 2;
      total += squared;
      largest = Math.max(largest, squared);
    }
  }
  const pairs = (count * (count - 1)) / 2;
  return {
    meanSquared: pairs === 0 ? 0 : total / pairs,
    maxSquared: largest,
    welchBound: count > width ? (count - width) / (width * (count - 1)) : 0,
    randomExpectation: 1 / width,
    deadRows: weights.length / width - count,
  };
}

function liveRows(weights: Float32Array, width: number): Float32Array[] {
  const rows: Float32Array[] = [];
  for (let start = 0; start < weights.length; start += width) {
    const row = weights.subarray(start, start + width);
    const length = Math.hypot(...row);
    if (length > 0) rows.push(row.map((value) => value / length));
  }
  return rows;
}

function cosine(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < one.length; index++) sum += one[index]! * other[index]!;
  return sum;
}
