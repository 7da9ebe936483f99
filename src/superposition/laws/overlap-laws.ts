/** What is known of squared cosines between vectors in `width` dimensions. */

/** Mean squared cosine of independent directions: 1/m. */
export function randomOverlapMean(width: number): number {
  return 1 / width;
}

/** Variance of the squared cosine of independent directions, which is Beta(1/2, (m − 1)/2): 2(m − 1)/(m²(m + 2)). */
export function randomOverlapVariance(width: number): number {
  return (2 * (width - 1)) / (width * width * (width + 2));
}

/**
 * (n − m)/(m(n − 1)): the least possible largest squared cosine of n unit vectors (Welch 1974), and the least possible
 * mean too, reached by every tight frame. 0 where they fit.
 */
export function welchBoundSquared(vectors: number, width: number): number {
  return vectors > width ? (vectors - width) / (width * (vectors - 1)) : 0;
}

/** Most vectors that can all meet at the Welch bound in real space: m(m + 1)/2. */
export function equiangularLimit(width: number): number {
  return (width * (width + 1)) / 2;
}

/** Share of the features that an equiangular arrangement has room for, about m²/(2n): where the tail of rare ones begins. */
export function equiangularShare(features: number, width: number): number {
  return Math.min(1, (width * width) / (2 * features));
}

/**
 * The part of a cross-entropy loss that depends on width: ½ e^(−r) Σ_{j≠i} (W_i·W_j/r)², r = ‖W_i‖, with squared
 * overlaps at their random value (Liu, Liu, Gore 2025, appendix A.2). Falls as 1/m where row norms do not depend on m.
 */
export function crossEntropyInterference(options: { rowNorm: number; features: number; width: number }): number {
  const { rowNorm, features, width } = options;
  return 0.5 * Math.exp(-rowNorm) * (features - 1) * rowNorm ** 2 * randomOverlapMean(width);
}
