import type { Activation } from "./toy-model.ts";

/** The dense part of a training step: with sparse inputs, all else is small beside it. */
export interface OutputProducts {
  readonly name: string;
  /**
   * Y = g(H D^T + b), and what the gradient needs of it.
   * Every array is row-major and stays the caller's; results are fresh.
   */
  run(input: ProductInput): ProductResult;
}

export interface ProductInput {
  readonly rows: number;
  readonly features: number;
  readonly width: number;
  /** H [rows × width]. */
  readonly hidden: Float32Array;
  /** D [features × width]. */
  readonly decoder: Float32Array;
  /** D with each row scaled by its feature's importance [features × width]. */
  readonly weightedDecoder: Float32Array;
  readonly bias: Float32Array;
  readonly output: Activation;
}

export interface ProductResult {
  /** Y · weighted D [rows × width]. */
  readonly back: Float32Array;
  /** Y^T · (H, 1) [features × (width + 1)]; the last column is the sum of the outputs. */
  readonly outer: Float32Array;
}
