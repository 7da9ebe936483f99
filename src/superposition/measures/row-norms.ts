/** Lengths of the rows of a matrix, [rows × width] row-major. */
export function rowNorms(weights: Float32Array, width: number): Float64Array {
  const norms = new Float64Array(weights.length / width);
  for (let row = 0; row < norms.length; row++) {
    let squared = 0;
    for (let at = row * width; at < (row + 1) * width; at++) squared += weights[at]! * weights[at]!;
    norms[row] = Math.sqrt(squared);
  }
  return norms;
}

/** Share of rows longer than a length: φ½ and φ1 of Liu, Liu, Gore 2025 (equations 3 and 9). */
export function shareLongerThan(norms: Float64Array, length: number): number {
  return norms.reduce((count, norm) => count + (norm > length ? 1 : 0), 0) / norms.length;
}
