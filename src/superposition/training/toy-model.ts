import type { RandomSource } from "../random/random-source.ts";

/**
 * h = f(E^T x), y = g(D h + b): many features through few dimensions. Where encoder and decoder are one matrix, this is
 * y = ReLU(W W^T x + b) of Elhage et al. 2022 and Liu, Liu, Gore 2025; row i of W stands for feature i.
 */
export interface ToyModel {
  readonly features: number;
  readonly width: number;
  /** [features × width], row-major; the same array as the decoder where weights are tied. */
  readonly encoder: Float32Array;
  readonly decoder: Float32Array;
  readonly bias: Float32Array;
  readonly hidden: Activation;
  readonly output: Activation;
}

export type Activation = "linear" | "relu";

export interface ToyModelOptions {
  readonly features: number;
  readonly width: number;
  readonly random: RandomSource;
  readonly isTied?: boolean;
  readonly hidden?: Activation;
  readonly output?: Activation;
  /** Standard deviation of the weights; 1/√width by default. */
  readonly weightScale?: number;
  /** Standard deviation of the biases; 0 by default. */
  readonly biasScale?: number;
}

export function toyModel(options: ToyModelOptions): ToyModel {
  const { features, width, random, isTied = true, hidden = "linear", output = "relu" } = options;
  const { weightScale = 1 / Math.sqrt(width), biasScale = 0 } = options;
  const normals = (length: number, scale: number): Float32Array =>
    Float32Array.from({ length }, () => (scale === 0 ? 0 : scale * random.normal()));
  const decoder = normals(features * width, weightScale);
  const encoder = isTied ? decoder : normals(features * width, weightScale);
  return { features, width, encoder, decoder, bias: normals(features, biasScale), hidden, output };
}

export function isTied({ encoder, decoder }: ToyModel): boolean {
  return encoder === decoder;
}
