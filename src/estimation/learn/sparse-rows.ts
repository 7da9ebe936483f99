import type { SparseVector } from "../text/ngrams.ts";

/** Sparse rows one after another: row r holds entries starts[r] … starts[r + 1] − 1. */
export interface SparseRows {
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float32Array;
}

export function stackRows(vectors: readonly SparseVector[]): SparseRows {
  const starts = new Int32Array(vectors.length + 1);
  for (const [row, { indices }] of vectors.entries()) starts[row + 1] = starts[row]! + indices.length;
  const total = starts[vectors.length]!;
  const rows = { starts, indices: new Int32Array(total), values: new Float32Array(total) };
  for (const [row, vector] of vectors.entries()) {
    rows.indices.set(vector.indices, starts[row]!);
    rows.values.set(vector.values, starts[row]!);
  }
  return rows;
}
