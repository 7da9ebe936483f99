/** Two features in one dimension, values uniform in [0, 1], active with probability q each; importances 1 and I. */
export interface TwoFeatures {
  readonly importance: number;
  readonly density: number;
}

export type TwoFeaturePhase = "first ignored" | "second ignored" | "superposed";

/**
 * Expected losses of the three arrangements: an ignored feature costs its variance, I (q/3 − q²/4); an antipodal pair costs
 * (1 + I) q²/6 where both are active at once.
 */
export function twoFeatureLosses({ importance, density: q }: TwoFeatures): Readonly<Record<TwoFeaturePhase, number>> {
  const variance = q / 3 - (q * q) / 4;
  return {
    "first ignored": variance,
    "second ignored": importance * variance,
    superposed: ((1 + importance) * q * q) / 6,
  };
}

/** The arrangement with the least loss. */
export function bestTwoFeaturePhase(at: TwoFeatures): TwoFeaturePhase {
  const losses = Object.entries(twoFeatureLosses(at)) as [TwoFeaturePhase, number][];
  return losses.reduce((best, entry) => (entry[1] < best[1] ? entry : best))[0];
}

/** Density below which the pair is superposed: (a/3) / ((1 + I)/6 + a/4) with a = min(1, I). */
export function superpositionBoundary(importance: number): number {
  const least = Math.min(1, importance);
  return least / 3 / ((1 + importance) / 6 + least / 4);
}
