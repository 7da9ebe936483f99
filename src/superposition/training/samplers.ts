import type { RandomSource } from "../random/random-source.ts";
import { batchBuilder, type Sampler } from "./sparse-batch.ts";

export interface SamplerOptions {
  readonly batch: number;
  readonly random: RandomSource;
  /** Active values are uniform between these. */
  readonly values: readonly [low: number, high: number];
}

/** Each feature is active on its own, with its own probability. */
export function independentSampler(probabilities: ArrayLike<number>, options: SamplerOptions): Sampler {
  const { batch, random } = options;
  const value = valueSource(options);
  return () => {
    const builder = batchBuilder(batch);
    for (let feature = 0; feature < probabilities.length; feature++) {
      const nextGap = gaps(probabilities[feature]!, random);
      for (let input = nextGap(); input < batch; input += 1 + nextGap()) builder.add(input, feature, value());
    }
    return builder.finish();
  };
}

export interface GroupOptions extends SamplerOptions {
  readonly groups: readonly (readonly number[])[];
  /** Probability that a group is active. */
  readonly density: number;
}

/** Features of a group are active together, each with a value of its own. */
export function correlatedSampler(options: GroupOptions): Sampler {
  return groupSampler(options, (group) => group);
}

/** Of an active group exactly one feature is active. */
export function anticorrelatedSampler(options: GroupOptions): Sampler {
  const { random } = options;
  return groupSampler(options, (group) => [group[Math.floor(random.uniform() * group.length)]!]);
}

function groupSampler(options: GroupOptions, activeOf: (group: readonly number[]) => readonly number[]): Sampler {
  const { batch, random, groups, density } = options;
  const value = valueSource(options);
  return () => {
    const builder = batchBuilder(batch);
    for (const group of groups) {
      const nextGap = gaps(density, random);
      for (let input = nextGap(); input < batch; input += 1 + nextGap()) {
        for (const feature of activeOf(group)) builder.add(input, feature, value());
      }
    }
    return builder.finish();
  };
}

function valueSource({ random, values: [low, high] }: SamplerOptions): () => number {
  return () => low + (high - low) * random.uniform();
}

/** Failures before each success of independent trials, so that rare features cost a draw and not a pass over the batch. */
function gaps(probability: number, random: RandomSource): () => number {
  if (probability >= 1) return () => 0;
  if (probability <= 0) return () => Number.POSITIVE_INFINITY;
  const scale = 1 / Math.log1p(-probability);
  return () => Math.floor(Math.log(1 - random.uniform()) * scale);
}
