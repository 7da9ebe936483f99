import type { OutputProducts } from "../training/index.ts";
import { featuresPerNeuron } from "./hidden-relu.ts";
import { bestOf, type Instance, trainInstances } from "./train-instances.ts";

export interface AbsoluteValueOptions {
  readonly features?: number;
  readonly width?: number;
  readonly densities?: readonly number[];
  readonly importanceBase?: number;
  readonly starts?: number;
  readonly steps?: number;
  readonly batch?: number;
  readonly products?: OutputProducts;
  readonly seed?: number;
}

export interface AbsoluteValueReading {
  readonly density: number;
  readonly instance: Instance;
  /** Loss over that of answering nothing but the means. */
  readonly relativeLoss: number;
  /** For each neuron, how many inputs drive it. */
  readonly featuresPerNeuron: readonly number[];
}

/**
 * Demonstration 12: y = |x| through rectified neurons, encoder and decoder of their own. Two neurons a feature suffice; with
 * fewer, sparse features still share them, and the network computes in superposition.
 */
export function absoluteValue(options: AbsoluteValueOptions = {}): AbsoluteValueReading[] {
  const { features = 3, width = 6, densities = [1], importanceBase = 0.8, starts = 8, seed = 1 } = options;
  const { steps = 2000, batch = 256, products } = options;
  return densities.map((density) => {
    const instances = Array.from({ length: starts }, (_, start) => ({
      features,
      width,
      isTied: false,
      hidden: "relu" as const,
      values: [-1, 1] as const,
      target: Math.abs,
      occurs: { kind: "independent" as const, density },
      importance: (feature: number) => importanceBase ** feature,
      seed: 1000 * seed + start,
      steps,
      batch,
    }));
    const instance = bestOf(trainInstances({ instances, ...(products && { products }) }));
    // |x| is uniform in [0, 1] where active
    const variance = density / 3 - (density * density) / 4;
    const floor = Array.from({ length: features }, (_, feature) => importanceBase ** feature * variance);
    return {
      density,
      instance,
      relativeLoss: instance.loss / floor.reduce((sum, value) => sum + value, 0),
      featuresPerNeuron: featuresPerNeuron(instance.model.encoder, width),
    };
  });
}
