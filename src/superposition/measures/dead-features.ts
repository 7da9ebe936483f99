import type { ToyModel } from "../training/index.ts";
import { rowNorms } from "./row-norms.ts";

/**
 * Features whose output stays silent even for their own strongest input, 2‖W_i‖² + b_i ≤ 0: a rectified unit that never
 * fires gets no gradient either. They come from biases that start far below zero.
 */
export function deadFeatures({ decoder, bias, width }: ToyModel, strongestValue = 2): number {
  return rowNorms(decoder, width).reduce(
    (count, norm, row) => count + (strongestValue * norm * norm + bias[row]! <= 0 ? 1 : 0),
    0,
  );
}
