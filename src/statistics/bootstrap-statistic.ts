import type { BootstrapOptions } from "./bootstrap-ratio.ts";
import { type Interval, percentileInterval } from "./interval.ts";
import { randomSource } from "./random-source.ts";

/**
 * 95 % percentile bootstrap interval of any statistic of cases: cases (or clusters of them) are drawn with replacement and the
 * statistic is recomputed. A resample for which it is null is left out.
 */
export function bootstrapStatistic(
  clusterOf: ArrayLike<number>,
  statistic: (cases: Int32Array) => number | null,
  { resamples = 500, seed = 1 }: BootstrapOptions = {},
): Interval {
  const clusters = casesByCluster(clusterOf);
  const random = randomSource(seed);
  const values = Float64Array.from({ length: resamples }, () => {
    const drawn: number[] = [];
    for (let draw = 0; draw < clusters.length; draw++) drawn.push(...clusters[random.integer(clusters.length)]!);
    return statistic(Int32Array.from(drawn)) ?? Number.NaN;
  });
  return percentileInterval(values);
}

function casesByCluster(clusterOf: ArrayLike<number>): number[][] {
  const clusters = new Map<number, number[]>();
  for (let index = 0; index < clusterOf.length; index++) {
    const own = clusters.get(clusterOf[index]!);
    if (own) own.push(index);
    else clusters.set(clusterOf[index]!, [index]);
  }
  return [...clusters.values()];
}
