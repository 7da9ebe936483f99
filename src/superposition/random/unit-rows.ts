import type { RandomSource } from "./random-source.ts";

/** Independent directions, uniform on the unit sphere. @returns [rows × width], row-major. */
export function unitRows(rows: number, width: number, random: RandomSource): Float32Array {
  const weights = new Float32Array(rows * width);
  for (let start = 0; start < weights.length; start += width) {
    let squared = 0;
    for (let at = start; at < start + width; at++) {
      const value = random.normal();
      weights[at] = value;
      squared += value * value;
    }
    const length = Math.sqrt(squared);
    for (let at = start; at < start + width; at++) weights[at]! /= length;
  }
  return weights;
}
