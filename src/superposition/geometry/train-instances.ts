import { randomSource } from "../random/random-source.ts";
import {
  type Activation,
  anticorrelatedSampler,
  correlatedSampler,
  createTrainer,
  independentSampler,
  learningRateAt,
  lossAndGradient,
  type OutputProducts,
  plainProducts,
  type Sampler,
  type ToyModel,
  type Trainer,
  toyModel,
} from "../training/index.ts";

/** Which features are active together. */
export type Occurrence =
  /** Each on its own; one probability for all, or one for each. */
  | { readonly kind: "independent"; readonly density: number | readonly number[] }
  /** All of a group together. */
  | { readonly kind: "correlated"; readonly density: number; readonly groups: readonly (readonly number[])[] }
  /** One of a group at a time. */
  | { readonly kind: "anticorrelated"; readonly density: number; readonly groups: readonly (readonly number[])[] };

/** One toy model after Elhage et al. 2022: values in [0, 1], importance as a weight of the loss. */
export interface InstanceSettings {
  readonly features: number;
  readonly width: number;
  readonly occurs: Occurrence;
  readonly seed: number;
  /** Of feature i, counted from 0; 1 by default. */
  readonly importance?: (feature: number) => number;
  readonly values?: readonly [low: number, high: number];
  readonly isTied?: boolean;
  readonly hidden?: Activation;
  readonly output?: Activation;
  readonly target?: (value: number) => number;
  readonly batch?: number;
  readonly steps?: number;
  readonly rate?: number;
}

export interface Instance {
  readonly settings: InstanceSettings;
  readonly model: ToyModel;
  /** On fresh data. */
  readonly loss: number;
}

export interface TrainInstancesOptions {
  readonly instances: readonly InstanceSettings[];
  /** Plain loops by default, which suit a handful of features; tfjs pays from about a hundred. */
  readonly products?: OutputProducts;
  /** Called after each step with every model as it is. */
  readonly observe?: (step: number, models: readonly ToyModel[], losses: readonly number[]) => void;
}

const defaults = { batch: 256, steps: 2000, rate: 0.01 };
const testInputs = 8192;
const warmUpShare = 0.05;
const streams = { start: 1, training: 2, test: 3 } as const;

/** Trains several instances at once, step by step beside each other; each has its own streams of random numbers. */
export function trainInstances({ instances, products = plainProducts, observe }: TrainInstancesOptions): Instance[] {
  const running = instances.map((settings) => ({ settings, trainer: start(settings, products) }));
  const longest = Math.max(...instances.map(({ steps = defaults.steps }) => steps));
  for (let step = 1; step <= longest; step++) {
    const losses = running.map(({ settings, trainer }) => advance(settings, trainer, step));
    observe?.(
      step,
      running.map(({ trainer }) => trainer.model),
      losses,
    );
  }
  return running.map(({ settings, trainer: { model } }) => ({
    settings,
    model,
    loss: testLoss(settings, model, products),
  }));
}

/** The instance with the least loss; several starts are usual, since some end in a poor corner. */
export function bestOf(instances: readonly Instance[]): Instance {
  return instances.reduce((best, instance) => (instance.loss < best.loss ? instance : best));
}

function start(settings: InstanceSettings, products: OutputProducts): Trainer {
  const { features, width, seed, isTied = true, hidden = "linear", output = "relu", target } = settings;
  const model = toyModel({
    features,
    width,
    isTied,
    hidden,
    output,
    random: randomSource(seed, streams.start),
    // Xavier-normal, as in the authors' notebook
    weightScale: Math.sqrt(2 / (features + width)),
  });
  return createTrainer({
    model,
    products,
    sampler: samplerOf(settings, streams.training, settings.batch ?? defaults.batch),
    constraint: { kind: "decay", gamma: 0 },
    ...importanceOf(settings),
    ...(target && { target }),
  });
}

function advance(
  { steps = defaults.steps, rate = defaults.rate }: InstanceSettings,
  trainer: Trainer,
  step: number,
): number {
  if (step > steps) return Number.NaN;
  const now = learningRateAt(step, { peak: rate, steps, warmUpSteps: Math.ceil(warmUpShare * steps) });
  return trainer.step({ weights: now, bias: now });
}

function testLoss(settings: InstanceSettings, model: ToyModel, products: OutputProducts): number {
  const batch = samplerOf(settings, streams.test, testInputs)();
  const { target } = settings;
  return lossAndGradient({ model, batch, products, ...importanceOf(settings), ...(target && { target }) }).loss;
}

/** A source of inputs for an instance. */
export function samplerOf(
  { features, occurs, seed, values = [0, 1] }: InstanceSettings,
  stream: number,
  batch: number,
): Sampler {
  const options = { batch, values, random: randomSource(seed, stream) };
  switch (occurs.kind) {
    case "independent": {
      const { density } = occurs;
      return independentSampler(
        typeof density === "number" ? new Float64Array(features).fill(density) : density,
        options,
      );
    }
    case "correlated":
      return correlatedSampler({ ...options, ...occurs });
    case "anticorrelated":
      return anticorrelatedSampler({ ...options, ...occurs });
  }
}

function importanceOf({ features, importance }: InstanceSettings): { importance?: Float32Array } {
  return importance ? { importance: Float32Array.from({ length: features }, (_, feature) => importance(feature)) } : {};
}
