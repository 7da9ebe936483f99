import { InputError, showValue } from "../../errors/index.ts";
import { randomSource } from "../random/random-source.ts";
import { type CurveSettings, trainWidth } from "../scaling/index.ts";
import { batchBuilder, hiddenOf, type OutputProducts, type ToyModel } from "../training/index.ts";

/** What a bottleneck makes of several concepts at once. */
export interface InterferencePoint {
  readonly width: number;
  readonly concepts: number;
  /** Mean over active concepts of the summed squared overlap with the other active ones, on the trained model. */
  readonly interference: number;
  /** (K − 1)/m: the same for random directions. */
  readonly randomInterference: number;
  /** Share of draws in which the K strongest outputs are the K active concepts. */
  readonly success: number;
  /** Mean squared error of the active concepts' outputs. */
  readonly error: number;
}

export interface InterferenceOptions {
  readonly settings: CurveSettings;
  readonly width: number;
  /** Numbers of concepts that are active at once. */
  readonly concepts: readonly number[];
  readonly products: OutputProducts;
  readonly draws?: number;
}

const drawStream = 7;

/** Trains a model of a width and measures it with exactly K equally strong concepts active, for each K. */
export async function conceptInterference(options: InterferenceOptions): Promise<InterferencePoint[]> {
  const { settings, width, concepts, products, draws = 2000 } = options;
  for (const count of concepts) {
    if (!Number.isSafeInteger(count) || count < 1 || count > settings.features)
      throw new InputError(`expected 1 to ${settings.features} concepts, got ${showValue(count)}`, {
        field: "concepts",
      });
  }
  const { model } = await trainWidth({ settings, width, products });
  return concepts.map((count) => measure(model, count, draws, settings.seed));
}

function measure(model: ToyModel, concepts: number, draws: number, seed: number): InterferencePoint {
  const random = randomSource(seed, concepts, drawStream);
  let [interference, successes, error] = [0, 0, 0];
  for (let draw = 0; draw < draws; draw++) {
    const active = distinct(concepts, model.features, random.uniform);
    interference += meanInterference(model, active);
    const outputs = outputsFor(model, active);
    const weakest = Math.min(...active.map((feature) => outputs[feature]!));
    const isActive = new Set(active);
    if (outputs.every((value, feature) => isActive.has(feature) || value < weakest)) successes++;
    error += active.reduce((sum, feature) => sum + (outputs[feature]! - 1) ** 2, 0) / concepts;
  }
  return {
    width: model.width,
    concepts,
    interference: interference / draws,
    randomInterference: (concepts - 1) / model.width,
    success: successes / draws,
    error: error / draws,
  };
}

/** All concepts alike, as a request has rare ones no less than common ones. */
function distinct(count: number, features: number, uniform: () => number): number[] {
  const chosen = new Set<number>();
  while (chosen.size < count) chosen.add(Math.floor(uniform() * features));
  return [...chosen];
}

function outputsFor(model: ToyModel, active: readonly number[]): Float64Array {
  const { features, width, decoder, bias } = model;
  const builder = batchBuilder(1);
  for (const feature of active) builder.add(0, feature, 1);
  const hidden = hiddenOf(model, builder.finish());
  return Float64Array.from({ length: features }, (_, feature) => {
    let y = bias[feature]!;
    for (let k = 0; k < width; k++) y += hidden[k]! * decoder[feature * width + k]!;
    return Math.max(0, y);
  });
}

function meanInterference({ decoder, width }: ToyModel, active: readonly number[]): number {
  const overlap = (one: number, other: number): number => {
    let [product, ones, others] = [0, 0, 0];
    for (let k = 0; k < width; k++) {
      const [a, b] = [decoder[one * width + k]!, decoder[other * width + k]!];
      product += a * b;
      ones += a * a;
      others += b * b;
    }
    return ones * others === 0 ? 0 : (product * product) / (ones * others);
  };
  let total = 0;
  for (const one of active) for (const other of active) if (one !== other) total += overlap(one, other);
  return total / active.length;
}
