/**
 * The leading directions of a table (rows × columns): what the models' successes have in common. Eigenvectors of TᵀT by power
 * iteration with deflation; each has length 1. Fewer come back when the rest of the table is zero.
 */
export function principalFactors(table: Float32Array, columns: number, most: number): Float64Array[] {
  const covariance = crossProduct(table, columns);
  const factors: Float64Array[] = [];
  while (factors.length < Math.min(most, columns)) {
    const found = leadingDirection(covariance, columns, factors);
    if (!found) break;
    factors.push(found);
  }
  return factors;
}

const iterations = 200;

function leadingDirection(
  covariance: Float64Array,
  size: number,
  before: readonly Float64Array[],
): Float64Array | undefined {
  // an arbitrary start that is orthogonal to no likely direction; the same every time
  let direction = Float64Array.from({ length: size }, (_, at) => 1 + 0.37 * Math.sin(1 + at * 2.3 + before.length));
  for (let iteration = 0; iteration < iterations; iteration++) {
    const image = new Float64Array(size);
    for (let row = 0; row < size; row++) {
      for (let column = 0; column < size; column++)
        image[row]! += covariance[row * size + column]! * direction[column]!;
    }
    for (const other of before) {
      let along = 0;
      for (let at = 0; at < size; at++) along += image[at]! * other[at]!;
      for (let at = 0; at < size; at++) image[at]! -= along * other[at]!;
    }
    const length = Math.hypot(...image);
    if (length < 1e-9) return undefined;
    direction = image.map((value) => value / length);
  }
  return direction;
}

function crossProduct(table: Float32Array, columns: number): Float64Array {
  const product = new Float64Array(columns * columns);
  for (let from = 0; from < table.length; from += columns) {
    for (let one = 0; one < columns; one++) {
      const value = table[from + one]!;
      if (value === 0) continue;
      for (let other = 0; other < columns; other++) product[one * columns + other]! += value * table[from + other]!;
    }
  }
  return product;
}
