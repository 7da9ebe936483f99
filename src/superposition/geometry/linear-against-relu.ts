import { type FeatureGeometry, featureGeometry } from "./feature-measures.ts";
import { bestOf, type Instance, trainInstances } from "./train-instances.ts";

export interface LinearAgainstReluOptions {
  readonly features?: number;
  readonly width?: number;
  /** Feature i has importance base^i. */
  readonly importanceBase?: number;
  readonly densities?: readonly number[];
  readonly starts?: number;
  readonly steps?: number;
  readonly seed?: number;
}

export interface TrainedGeometry {
  readonly output: "linear" | "relu";
  readonly density: number;
  readonly instance: Instance;
  readonly features: readonly FeatureGeometry[];
  /** Rows longer than ½. */
  readonly represented: number;
}

/**
 * Demonstrations 1 and 2: a linear model keeps the m most important features in directions of their own at any sparsity;
 * with a rectified output, more and more features share directions as they become rarer.
 */
export function linearAgainstRelu(options: LinearAgainstReluOptions = {}): TrainedGeometry[] {
  const {
    features = 20,
    width = 5,
    importanceBase = 0.7,
    densities = [1, 0.1, 0.01],
    starts = 3,
    steps = 2000,
    seed = 1,
  } = options;
  const cells = (["linear", "relu"] as const).flatMap((output) => densities.map((density) => ({ output, density })));
  return cells.map(({ output, density }) => {
    const instances = Array.from({ length: starts }, (_, start) => ({
      features,
      width,
      output,
      occurs: { kind: "independent" as const, density },
      importance: (feature: number) => importanceBase ** feature,
      seed: 1000 * seed + start,
      steps,
      // rare features need larger batches to be seen at all
      batch: density < 0.05 ? 2048 : 256,
    }));
    const instance = bestOf(trainInstances({ instances }));
    const geometry = featureGeometry(instance.model.decoder, width);
    return {
      output,
      density,
      instance,
      features: geometry,
      represented: geometry.filter(({ norm }) => norm > 0.5).length,
    };
  });
}
