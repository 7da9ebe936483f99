/** Scales a vector to length 1 in place; leaves a zero vector alone. */
export function toUnitLength(vector: Float32Array): Float32Array {
  let squares = 0;
  for (let index = 0; index < vector.length; index++) squares += vector[index]! * vector[index]!;
  if (squares > 0) {
    const scale = 1 / Math.sqrt(squares);
    for (let index = 0; index < vector.length; index++) vector[index]! *= scale;
  }
  return vector;
}
