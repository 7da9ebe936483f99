/**
 * Spectral norm of W W^T − diag(1 for the first m rows, else 0): how far a model is from keeping exactly its m most frequent
 * features (Liu, Liu, Gore 2025). By power iteration on the symmetric matrix, which is never formed.
 */
export function ambiguity(weights: Float32Array, width: number): number {
  const rows = weights.length / width;
  // a start with no symmetry that an eigenvector could be orthogonal to
  let vector = Float64Array.from({ length: rows }, (_, row) => 1 + Math.sin(12.9898 * (row + 1)) / 2);
  let norm = 0;
  for (let round = 0; round < maxRounds; round++) {
    const next = difference(weights, width, vector);
    const length = Math.sqrt(next.reduce((sum, value) => sum + value * value, 0));
    if (length === 0) return 0;
    vector = next.map((value) => value / length);
    if (Math.abs(length - norm) <= tolerance * length) return length;
    norm = length;
  }
  return norm;
}

const maxRounds = 2000;
const tolerance = 1e-10;

function difference(weights: Float32Array, width: number, vector: Float64Array): Float64Array {
  const inner = new Float64Array(width);
  for (const [row, value] of vector.entries()) {
    for (let k = 0; k < width; k++) inner[k]! += weights[row * width + k]! * value;
  }
  return vector.map((value, row) => {
    let sum = row < width ? -value : 0;
    for (let k = 0; k < width; k++) sum += weights[row * width + k]! * inner[k]!;
    return sum;
  });
}
