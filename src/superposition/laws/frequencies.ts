import { InputError, showValue } from "../../errors/index.ts";

/** How often each feature occurs, before scaling to the activation density. */
export type FrequencyShape =
  | { readonly kind: "power"; readonly alpha: number }
  | { readonly kind: "exponential"; readonly scale: number }
  | { readonly kind: "linear" }
  | { readonly kind: "custom"; readonly weights: readonly number[] };

export interface FrequencyOptions {
  readonly shape: FrequencyShape;
  readonly features: number;
  /** Expected number of active features per sample, Σ p. */
  readonly density: number;
}

/**
 * Probability that each feature is active, most frequent first, summing to the density.
 * @throws InputError when the shape, the number of features or the density cannot be.
 */
export function frequencies({ shape, features, density }: FrequencyOptions): Float64Array {
  if (!Number.isSafeInteger(features) || features < 2 || features > maxFeatures)
    throw new InputError(`expected 2 to ${maxFeatures} features, got ${showValue(features)}`, { field: "features" });
  if (!(density > 0) || !Number.isFinite(density))
    throw new InputError(`expected a density above 0, got ${showValue(density)}`, { field: "density" });
  const weights = shapeWeights(shape, features);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const largest = total / weights.reduce((most, weight) => Math.max(most, weight), 0);
  if (density > largest * (1 + 1e-12)) {
    const limit = Math.floor(largest * 1e4) / 1e4;
    throw new InputError(
      `expected a density of at most ${limit}, where the first feature is always active, got ${density}`,
      {
        field: "density",
      },
    );
  }
  return weights.map((weight) => Math.min(1, (weight / total) * density));
}

const maxFeatures = 1_000_000;

function shapeWeights(shape: FrequencyShape, features: number): Float64Array {
  switch (shape.kind) {
    case "power":
      if (!(shape.alpha >= 0 && shape.alpha <= 20))
        throw new InputError(`expected a data exponent from 0 to 20, got ${showValue(shape.alpha)}`, {
          field: "alpha",
        });
      return Float64Array.from({ length: features }, (_, index) => (index + 1) ** -shape.alpha);
    case "exponential":
      if (!(shape.scale > 0))
        throw new InputError(`expected a scale above 0, got ${showValue(shape.scale)}`, { field: "scale" });
      return Float64Array.from({ length: features }, (_, index) => Math.exp(-index / shape.scale));
    case "linear":
      return Float64Array.from({ length: features }, (_, index) => features - index);
    case "custom":
      return customWeights(shape.weights, features);
  }
}

function customWeights(weights: readonly number[], features: number): Float64Array {
  if (weights.length !== features)
    throw new InputError(`expected ${features} frequencies, one per feature, got ${weights.length}`, {
      field: "weights",
    });
  const wrong = weights.findIndex((weight) => !(weight > 0 && Number.isFinite(weight)));
  if (wrong >= 0)
    throw new InputError(`expected frequencies above 0, got ${showValue(weights[wrong])}`, {
      field: `weights.${wrong}`,
    });
  // rank is importance in everything that follows
  return Float64Array.from(weights).sort().reverse();
}
