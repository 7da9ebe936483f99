import { adamState, adamStep, decayRows, normaliseRows } from "./adamw.ts";
import { lossAndGradient } from "./loss-and-gradient.ts";
import type { OutputProducts } from "./output-products.ts";
import type { Sampler } from "./sparse-batch.ts";
import { isTied, type ToyModel } from "./toy-model.ts";

export interface TrainerOptions {
  readonly model: ToyModel;
  readonly products: OutputProducts;
  readonly sampler: Sampler;
  readonly importance?: Float32Array;
  readonly target?: (value: number) => number;
  readonly constraint: RowConstraint;
}

/** What holds the rows of the weights beside the loss. */
export type RowConstraint =
  /** Decoupled decay; negative pulls rows to length 1. */
  | { readonly kind: "decay"; readonly gamma: number }
  /** Rows are put back on the unit sphere after each step. */
  | { readonly kind: "unit-sphere" };

export interface Rates {
  readonly weights: number;
  readonly bias: number;
}

/** One model in training; its arrays change in place. */
export interface Trainer {
  readonly model: ToyModel;
  /** Takes a step on a fresh batch and returns the loss before it. */
  step(rates: Rates): number;
}

export function createTrainer(options: TrainerOptions): Trainer {
  const { model, products, sampler, importance, target, constraint } = options;
  const matrices = isTied(model) ? [model.decoder] : [model.encoder, model.decoder];
  const states = matrices.map((matrix) => adamState(matrix.length));
  const biasState = adamState(model.bias.length);
  let step = 0;
  if (constraint.kind === "unit-sphere") for (const matrix of matrices) normaliseRows(matrix, model.width);
  return {
    model,
    step: (rates) => {
      step++;
      const gradient = lossAndGradient({
        model,
        batch: sampler(),
        products,
        ...(importance && { importance }),
        ...(target && { target }),
      });
      const gradients = isTied(model) ? [gradient.decoder] : [gradient.encoder, gradient.decoder];
      for (const [index, matrix] of matrices.entries()) {
        if (constraint.kind === "decay")
          decayRows(matrix, model.width, { gamma: constraint.gamma, rate: rates.weights });
        adamStep(matrix, gradients[index]!, states[index]!, { step, rate: rates.weights });
        if (constraint.kind === "unit-sphere") normaliseRows(matrix, model.width);
      }
      adamStep(model.bias, gradient.bias, biasState, { step, rate: rates.bias });
      return gradient.loss;
    },
  };
}
