import type { RandomSource } from "../../src/statistics/index.ts";

/** Spearman's rank correlation; ties share their mean rank. */
export function spearman(one: readonly number[], other: readonly number[]): number {
  return pearson(ranks(one), ranks(other));
}

/** Spearman's correlation of two lists with a third held fixed. */
export function partialSpearman(one: readonly number[], other: readonly number[], fixed: readonly number[]): number {
  const [direct, first, second] = [spearman(one, other), spearman(one, fixed), spearman(other, fixed)];
  return (direct - first * second) / Math.sqrt((1 - first ** 2) * (1 - second ** 2));
}

/** Chance that a random positive case scores above a random negative one, ties counting half. */
export function aurocOf(scores: readonly number[], isPositive: readonly boolean[]): number {
  const order = ranks(scores);
  let [sum, positives] = [0, 0];
  for (const [index, positive] of isPositive.entries()) {
    if (!positive) continue;
    sum += order[index]!;
    positives++;
  }
  const negatives = scores.length - positives;
  return positives === 0 || negatives === 0
    ? Number.NaN
    : (sum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

export interface PairedDifference {
  readonly difference: number;
  readonly interval: readonly [number, number];
}

/** AUROC of one score less that of another on the same cases, with a percentile bootstrap interval of 95 %. */
export function aurocDifference(
  one: readonly number[],
  other: readonly number[],
  isPositive: readonly boolean[],
  random: RandomSource,
  resamples = 1000,
): PairedDifference {
  const drawn: number[] = [];
  for (let resample = 0; resample < resamples; resample++) {
    const cases = one.map(() => random.integer(one.length));
    const positive = cases.map((index) => isPositive[index]!);
    const pick = (values: readonly number[]): number[] => cases.map((index) => values[index]!);
    const difference = aurocOf(pick(one), positive) - aurocOf(pick(other), positive);
    if (!Number.isNaN(difference)) drawn.push(difference);
  }
  drawn.sort((low, high) => low - high);
  const at = (share: number): number => drawn[Math.min(drawn.length - 1, Math.floor(share * drawn.length))]!;
  return { difference: aurocOf(one, isPositive) - aurocOf(other, isPositive), interval: [at(0.025), at(0.975)] };
}

function pearson(one: readonly number[], other: readonly number[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanOne, meanOther] = [mean(one), mean(other)];
  let [both, first, second] = [0, 0, 0];
  for (const [index, value] of one.entries()) {
    both += (value - meanOne) * (other[index]! - meanOther);
    first += (value - meanOne) ** 2;
    second += (other[index]! - meanOther) ** 2;
  }
  return both / Math.sqrt(first * second);
}

function ranks(values: readonly number[]): number[] {
  const order = [...values.keys()].sort((one, other) => values[one]! - values[other]!);
  const ranked = new Array<number>(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++;
    for (let index = from; index < to; index++) ranked[order[index]!] = (from + to + 1) / 2;
    from = to;
  }
  return ranked;
}
