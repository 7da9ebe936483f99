const beta1 = 0.9;
const beta2 = 0.999;
const epsilon = 1e-8;

/** Moments of one parameter array. */
export interface AdamState {
  readonly mean: Float32Array;
  readonly square: Float32Array;
}

export function adamState(length: number): AdamState {
  return { mean: new Float32Array(length), square: new Float32Array(length) };
}

/** One Adam step in place, with bias correction (Kingma and Ba 2015). @param step counts from 1. */
export function adamStep(
  parameter: Float32Array,
  gradient: Float32Array,
  { mean, square }: AdamState,
  { step, rate }: { readonly step: number; readonly rate: number },
): void {
  const meanRate = rate / (1 - beta1 ** step);
  const squareScale = 1 / (1 - beta2 ** step);
  for (let at = 0; at < parameter.length; at++) {
    const g = gradient[at]!;
    const m = beta1 * mean[at]! + (1 - beta1) * g;
    const v = beta2 * square[at]! + (1 - beta2) * g * g;
    mean[at] = m;
    square[at] = v;
    parameter[at]! -= (meanRate * m) / (Math.sqrt(v * squareScale) + epsilon);
  }
}

/**
 * Decoupled decay of the rows of a matrix, in place, before the Adam step (Liu, Liu, Gore 2025, equation 2).
 * Positive γ shrinks rows to zero; negative γ pulls every row to length 1 from both sides.
 */
export function decayRows(
  weights: Float32Array,
  width: number,
  { gamma, rate }: { readonly gamma: number; readonly rate: number },
): void {
  if (gamma === 0) return;
  for (let start = 0; start < weights.length; start += width) {
    const factor =
      gamma > 0 ? 1 - rate * gamma : 1 - rate * gamma * (1 / (rowLength(weights, start, width) + 1e-8) - 1);
    for (let at = start; at < start + width; at++) weights[at]! *= factor;
  }
}

/** Rows put back on the unit sphere, in place, in the spirit of nGPT (Loshchilov et al. 2024). */
export function normaliseRows(weights: Float32Array, width: number): void {
  for (let start = 0; start < weights.length; start += width) {
    const length = rowLength(weights, start, width);
    if (length > 0) for (let at = start; at < start + width; at++) weights[at]! /= length;
  }
}

function rowLength(weights: Float32Array, start: number, width: number): number {
  let squared = 0;
  for (let at = start; at < start + width; at++) squared += weights[at]! * weights[at]!;
  return Math.sqrt(squared);
}
