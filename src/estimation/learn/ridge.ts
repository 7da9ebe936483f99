import type { SparseRows } from "./sparse-rows.ts";

export interface RidgeOptions {
  readonly places: number;
  readonly outputs: number;
  /** Penalty λ of ½‖Xw − y‖² + ½λ‖w‖². */
  readonly penalty: number;
  readonly iterations?: number;
}

/**
 * Ridge regression of several outputs at once on some of the rows, by conjugate gradients on the normal equations
 * (Hestenes and Stiefel 1952). Stopping after few iterations is itself a penalty, so none is wasted on noise.
 *
 * `targets` holds `outputs` numbers per listed row. The weights come back place by place, `outputs` numbers each.
 */
export function fitRidge(
  rows: SparseRows,
  which: Int32Array,
  targets: Float32Array,
  { places, outputs, penalty, iterations = 15 }: RidgeOptions,
): Float32Array {
  const size = places * outputs;
  const weights = new Float32Array(size);
  const residual = new Float32Array(size);
  const product = new Float32Array(size);
  addTransposed(rows, which, targets, outputs, residual);
  const direction = residual.slice();
  let norms = squaredNorms(residual, outputs);
  const first = norms.slice();
  const image = new Float32Array(which.length * outputs);
  for (let iteration = 0; iteration < iterations; iteration++) {
    multiply(rows, which, direction, outputs, image);
    product.fill(0);
    addTransposed(rows, which, image, outputs, product);
    const curvature = squaredNorms(image, outputs);
    const length = squaredNorms(direction, outputs);
    const step = new Float64Array(outputs);
    for (let output = 0; output < outputs; output++) {
      const along = curvature[output]! + penalty * length[output]!;
      step[output] = norms[output]! > 1e-10 * first[output]! && along > 0 ? norms[output]! / along : 0;
    }
    for (let at = 0, output = 0; at < size; at++) {
      const by = step[output]!;
      weights[at]! += by * direction[at]!;
      residual[at]! -= by * (product[at]! + penalty * direction[at]!);
      if (++output === outputs) output = 0;
    }
    const next = squaredNorms(residual, outputs);
    for (let at = 0, output = 0; at < size; at++) {
      const before = norms[output]!;
      direction[at] = residual[at]! + (before > 0 ? next[output]! / before : 0) * direction[at]!;
      if (++output === outputs) output = 0;
    }
    norms = next;
  }
  return weights;
}

/** Predictions for some of the rows, `outputs` numbers each. */
export function predictRidge(
  rows: SparseRows,
  which: Int32Array,
  weights: Float32Array,
  outputs: number,
): Float32Array {
  const out = new Float32Array(which.length * outputs);
  multiply(rows, which, weights, outputs, out);
  return out;
}

function multiply(
  { starts, indices, values }: SparseRows,
  which: Int32Array,
  weights: Float32Array,
  outputs: number,
  out: Float32Array,
): void {
  const sums = new Float64Array(outputs);
  for (let listed = 0; listed < which.length; listed++) {
    const row = which[listed]!;
    sums.fill(0);
    for (let at = starts[row]!; at < starts[row + 1]!; at++) {
      const place = indices[at]!;
      const value = values[at]!;
      const from = place * outputs;
      for (let output = 0; output < outputs; output++) sums[output]! += value * weights[from + output]!;
    }
    out.set(sums, listed * outputs);
  }
}

function addTransposed(
  { starts, indices, values }: SparseRows,
  which: Int32Array,
  targets: Float32Array,
  outputs: number,
  out: Float32Array,
): void {
  for (let listed = 0; listed < which.length; listed++) {
    const row = which[listed]!;
    const own = listed * outputs;
    for (let at = starts[row]!; at < starts[row + 1]!; at++) {
      const place = indices[at]!;
      const value = values[at]!;
      const from = place * outputs;
      for (let output = 0; output < outputs; output++) out[from + output]! += value * targets[own + output]!;
    }
  }
}

function squaredNorms(values: Float32Array, outputs: number): Float64Array {
  const norms = new Float64Array(outputs);
  for (let at = 0, output = 0; at < values.length; at++) {
    norms[output]! += values[at]! * values[at]!;
    if (++output === outputs) output = 0;
  }
  return norms;
}
