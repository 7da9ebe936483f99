import { fitPowerLaw, type PowerLawFit } from "./fit-power-law.ts";

/** Mean square and mean of a value that is uniform between 0 and 2. */
const meanSquare = 4 / 3;

/**
 * Loss when the `kept` most frequent features are represented perfectly and the rest not at all:
 * Σ_{i>k} (4/3 p_i − p_i²), with the best constant in place of what is ignored (Liu, Liu, Gore 2025, equation 4).
 * @param kept may be fractional, as `phiHalf · n` is; the feature at the edge then counts in part.
 */
export function weakSuperpositionLoss(probabilities: Float64Array, kept: number): number {
  let loss = 0;
  for (let rank = Math.max(0, Math.floor(kept)); rank < probabilities.length; rank++) {
    const share = Math.min(1, rank + 1 - kept);
    const p = probabilities[rank]!;
    loss += share * (meanSquare * p - p * p);
  }
  return loss;
}

/** Loss of a model that has learned nothing but the means: more than this means divergence or dead features. */
export function varianceFloor(probabilities: Float64Array): number {
  return weakSuperpositionLoss(probabilities, 0);
}

/** Exponent of the loss against width where a width of m keeps exactly the m most frequent of finitely many features. */
export function idealWeakFit(probabilities: Float64Array, widths: readonly number[]): PowerLawFit {
  return fitPowerLaw(widths.map((width) => ({ x: width, y: weakSuperpositionLoss(probabilities, width) })));
}

/**
 * The integral in place of the sum for a power law (equation 14, with its factor 4/3):
 * 4/3 (φ^(1−α) − 1) n^(1−α) / (1 − n^(1−α)), and −4/3 ln φ / ln n at α = 1.
 */
export function weakSuperpositionIntegral(options: { alpha: number; features: number; keptShare: number }): number {
  const { alpha, features, keptShare } = options;
  if (Math.abs(alpha - 1) < 1e-9) return (-meanSquare * Math.log(keptShare)) / Math.log(features);
  const whole = features ** (1 - alpha);
  return (meanSquare * (keptShare ** (1 - alpha) - 1) * whole) / (1 - whole);
}
