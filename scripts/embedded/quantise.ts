/** Rounds a matrix to eight bits with one scale per column. @param weights [rows × width], row-major. */
export function quantise(weights: Float32Array, width: number): { inputWeights: Int8Array; inputScales: Float32Array } {
  const inputScales = new Float32Array(width);
  for (const [index, weight] of weights.entries()) {
    const column = index % width;
    inputScales[column] = Math.max(inputScales[column]!, Math.abs(weight) / 127);
  }
  const inputWeights = Int8Array.from(weights, (weight, index) =>
    Math.round(weight / (inputScales[index % width]! || 1)),
  );
  return { inputWeights, inputScales };
}
