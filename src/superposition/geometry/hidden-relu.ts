import { bestOf, type Instance, trainInstances } from "./train-instances.ts";

export interface HiddenReluOptions {
  readonly features?: number;
  readonly width?: number;
  readonly densities?: readonly number[];
  readonly importanceBase?: number;
  readonly starts?: number;
  readonly seed?: number;
}

export interface NeuronReading {
  readonly density: number;
  readonly instance: Instance;
  /** For each neuron, how many features it stands for: weights above a third of the neuron's largest. */
  readonly featuresPerNeuron: readonly number[];
}

/**
 * Demonstration 11: with a rectified hidden layer the neurons are a basis of their own. Dense features get a neuron each;
 * as they become sparser, neurons come to stand for several.
 */
export function hiddenRelu(options: HiddenReluOptions = {}): NeuronReading[] {
  const {
    features = 10,
    width = 5,
    densities = [1, 0.5, 0.1, 0.02],
    importanceBase = 0.75,
    starts = 30,
    seed = 1,
  } = options;
  return densities.map((density) => {
    const instances = Array.from({ length: starts }, (_, start) => ({
      features,
      width,
      hidden: "relu" as const,
      occurs: { kind: "independent" as const, density },
      importance: (feature: number) => importanceBase ** feature,
      seed: 1000 * seed + start,
      steps: 1000,
      rate: 0.02,
      batch: density < 0.05 ? 1024 : 256,
    }));
    const instance = bestOf(trainInstances({ instances }));
    return { density, instance, featuresPerNeuron: featuresPerNeuron(instance.model.decoder, width) };
  });
}

/** For each column, how many of its entries are at least a third of its largest. @param weights [features × width] */
export function featuresPerNeuron(weights: Float32Array, width: number): number[] {
  return Array.from({ length: width }, (_, neuron) => {
    const column = Array.from({ length: weights.length / width }, (_, feature) =>
      Math.abs(weights[feature * width + neuron]!),
    );
    const largest = Math.max(...column);
    return largest < 0.1 ? 0 : column.filter((value) => value > largest / 3).length;
  });
}
