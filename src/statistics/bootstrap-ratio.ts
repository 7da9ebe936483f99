import { type Interval, percentileInterval } from "./interval.ts";
import { randomSource } from "./random-source.ts";

/** Per-case parts of a ratio of sums, and which cases belong together. All three have the same length. */
export interface RatioSample {
  readonly numerators: ArrayLike<number>;
  readonly denominators: ArrayLike<number>;
  /** Cases with the same cluster are drawn together; without it every case is its own cluster. */
  readonly clusters?: readonly string[];
}

export interface BootstrapOptions {
  readonly resamples?: number;
  readonly seed?: number;
}

/** Σ numerators / Σ denominators: never the mean of per-case ratios. NaN when the denominators sum to 0. */
export function ratioOfSums({ numerators, denominators }: RatioSample): number {
  return sum(numerators) / positiveOrNaN(sum(denominators));
}

/** 95 % percentile bootstrap interval of a ratio of sums, clusters drawn with replacement. */
export function bootstrapRatio(sample: RatioSample, options: BootstrapOptions = {}): Interval {
  return percentileInterval(resampled([sample], options, ([ratio]) => ratio ?? Number.NaN));
}

/**
 * 95 % interval of the difference between two ratios of sums on the same cases: both are recomputed on the same
 * drawn clusters, so that what makes a case dear for both cancels.
 */
export function bootstrapRatioDifference(
  one: RatioSample,
  other: RatioSample,
  options: BootstrapOptions = {},
): Interval {
  return percentileInterval(resampled([one, other], options, ([a, b]) => (a ?? Number.NaN) - (b ?? Number.NaN)));
}

function resampled(
  samples: readonly RatioSample[],
  { resamples = 2000, seed = 1 }: BootstrapOptions,
  statistic: (ratios: readonly number[]) => number,
): Float64Array {
  const totals = samples.map((sample) => clusterTotals(sample, samples[0]?.clusters));
  const clusterCount = totals[0]?.numerators.length ?? 0;
  const random = randomSource(seed);
  const drawn = new Int32Array(clusterCount);
  return Float64Array.from({ length: resamples }, () => {
    for (let draw = 0; draw < clusterCount; draw++) drawn[draw] = random.integer(clusterCount);
    return statistic(totals.map((total) => drawnRatio(total, drawn)));
  });
}

interface ClusterTotals {
  readonly numerators: Float64Array;
  readonly denominators: Float64Array;
}

function clusterTotals({ numerators, denominators }: RatioSample, clusters?: readonly string[]): ClusterTotals {
  const place = new Map<string, number>();
  const placeOf = (index: number): number => {
    if (!clusters) return index;
    const cluster = clusters[index] ?? "";
    const known = place.get(cluster) ?? place.size;
    place.set(cluster, known);
    return known;
  };
  const places = Array.from({ length: numerators.length }, (_, index) => placeOf(index));
  const count = clusters ? place.size : numerators.length;
  const totals = { numerators: new Float64Array(count), denominators: new Float64Array(count) };
  for (const [index, at] of places.entries()) {
    totals.numerators[at]! += numerators[index]!;
    totals.denominators[at]! += denominators[index]!;
  }
  return totals;
}

function drawnRatio({ numerators, denominators }: ClusterTotals, drawn: Int32Array): number {
  let numerator = 0;
  let denominator = 0;
  for (let draw = 0; draw < drawn.length; draw++) {
    numerator += numerators[drawn[draw]!]!;
    denominator += denominators[drawn[draw]!]!;
  }
  return numerator / positiveOrNaN(denominator);
}

function positiveOrNaN(value: number): number {
  return value > 0 ? value : Number.NaN;
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let index = 0; index < values.length; index++) total += values[index]!;
  return total;
}
