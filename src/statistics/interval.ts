/** Lower and upper end of a 95 % interval. */
export type Interval = readonly [low: number, high: number];

/** Φ⁻¹(0.975), the two-sided 95 % point of the normal distribution. */
export const normalQuantile95 = 1.959963984540054;

/** The central 95 % of resampled values; NaN values (a resample with nothing to divide by) are left out. */
export function percentileInterval(values: Float64Array): Interval {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  return [quantileOfSorted(sorted, 0.025), quantileOfSorted(sorted, 0.975)];
}

/** Linear interpolation between order statistics (Hyndman and Fan, type 7); NaN when there are none. */
export function quantileOfSorted(sorted: ArrayLike<number>, share: number): number {
  const position = share * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[below + 1] ?? low;
  return low === high ? low : low + (position - below) * (high - low);
}
