import { randomOverlapMean, welchBoundSquared } from "../laws/overlap-laws.ts";
import { rowNorms } from "./row-norms.ts";

/** How much the representation vectors of many features overlap in few dimensions. */
export interface RowOverlaps {
  /** Mean of squared cosines over pairs of rows: 1/m for random directions. */
  readonly meanSquared: number;
  /** Their variance: 2(m − 1)/(m²(m + 2)) for random directions. */
  readonly varianceSquared: number;
  readonly maxSquared: number;
  /** The least possible largest squared cosine: (n − m)/(m(n − 1)), 0 when the rows fit (Welch 1974). */
  readonly welchBound: number;
  /** 1/m, what random directions reach on average. */
  readonly randomExpectation: number;
  /** Rows left out: those of zero length, and those shorter than asked for. */
  readonly deadRows: number;
}

/** Overlaps between the rows of a matrix. @param weights [rows × width], row-major. @param longerThan rows that count. */
export function rowOverlaps(weights: Float32Array, width: number, longerThan = 0): RowOverlaps {
  const rows = unitRowsOf(weights, width, longerThan);
  const count = rows.length / width;
  let [total, fourths, largest] = [0, 0, 0];
  for (let i = 0; i < rows.length; i += width) {
    for (let j = i + width; j < rows.length; j += width) {
      let cosine = 0;
      for (let k = 0; k < width; k++) cosine += rows[i + k]! * rows[j + k]!;
      const squared = cosine * cosine;
      total += squared;
      fourths += squared * squared;
      if (squared > largest) largest = squared;
    }
  }
  const pairs = (count * (count - 1)) / 2;
  const meanSquared = pairs === 0 ? 0 : total / pairs;
  return {
    meanSquared,
    varianceSquared: pairs === 0 ? 0 : Math.max(0, fourths / pairs - meanSquared ** 2),
    maxSquared: largest,
    welchBound: welchBoundSquared(count, width),
    randomExpectation: randomOverlapMean(width),
    deadRows: weights.length / width - count,
  };
}

function unitRowsOf(weights: Float32Array, width: number, longerThan: number): Float64Array {
  const norms = rowNorms(weights, width);
  const rows = new Float64Array(norms.reduce((count, norm) => count + (norm > longerThan ? width : 0), 0));
  let next = 0;
  for (const [row, norm] of norms.entries()) {
    if (norm <= longerThan) continue;
    for (let k = 0; k < width; k++) rows[next++] = weights[row * width + k]! / norm;
  }
  return rows;
}
