import type { OutputProducts } from "../training/index.ts";
import { dimensionsPerFeature, featureGeometry } from "./feature-measures.ts";
import { trainInstances } from "./train-instances.ts";

export interface SparsityLevel {
  readonly density: number;
  /** m/‖W‖². */
  readonly dimensionsPerFeature: number;
  /** Of each feature. */
  readonly dimensionalities: readonly number[];
  readonly loss: number;
}

export interface StickyDimensionsOptions {
  readonly products: OutputProducts;
  readonly features?: number;
  readonly width?: number;
  readonly densities?: readonly number[];
  readonly batch?: number;
  readonly steps?: number;
  readonly rate?: number;
  readonly seed?: number;
}

/** Dimensionalities that features of equal importance stick to: digon, tetrahedron, triangle, pentagon, square antiprism. */
export const stickyFractions = { digon: 1 / 2, tetrahedron: 3 / 4, triangle: 2 / 3, pentagon: 2 / 5, antiprism: 3 / 8 };

/**
 * Demonstrations 6 and 7: many features of equal importance, trained at several sparsities at once. Dimensions per feature
 * rest at 1 and ½, and single features at the fractions of a few polytopes.
 */
export function stickyDimensions(options: StickyDimensionsOptions): SparsityLevel[] {
  const { products, features = 200, width = 20, densities = defaultDensities, seed = 1 } = options;
  const { batch = 1024, steps = 3000, rate = 0.01 } = options;
  const instances = densities.map((density, index) => ({
    features,
    width,
    occurs: { kind: "independent" as const, density },
    seed: 1000 * seed + index,
    batch,
    steps,
    rate,
  }));
  return trainInstances({ instances, products }).map(({ model, loss }, index) => ({
    density: densities[index]!,
    dimensionsPerFeature: dimensionsPerFeature(model.decoder, width),
    dimensionalities: featureGeometry(model.decoder, width).map(({ dimensionality }) => dimensionality),
    loss,
  }));
}

/** 1/(1 − S) spaced evenly on a logarithmic axis. */
const defaultDensities = Array.from({ length: 10 }, (_, index) => 20 ** (-index / 9));

/** How many values lie within a distance of another. */
export function countNear(values: readonly number[], target: number, distance: number): number {
  return values.filter((value) => Math.abs(value - target) <= distance).length;
}
