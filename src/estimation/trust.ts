const mostTrust = 10;

/**
 * Slope of what happened on what was predicted for held-out rows, over all arms: 1 when the predictions are of the right size,
 * towards 0 when they are noise. It is shrunk by the share of it that chance alone would explain; nothing is left when the
 * predictions do not rise with what happened.
 */
export function trustIn(raw: Float32Array, scores: Float32Array, means: Float32Array): number {
  const armCount = means.length;
  let [rows, products, productSquares, squares] = [0, 0, 0, 0];
  for (let from = 0; from < raw.length; from += armCount) {
    let [product, isKnown] = [0, false];
    for (let arm = 0; arm < armCount; arm++) {
      const score = scores[from + arm]!;
      if (Number.isNaN(score)) continue;
      isKnown = true;
      product += raw[from + arm]! * (score - means[arm]!);
      squares += raw[from + arm]! ** 2;
    }
    if (!isKnown) continue;
    rows++;
    products += product;
    productSquares += product * product;
  }
  if (!(squares > 0) || products <= 0) return 0;
  const mean = products / rows;
  const errorSquared = Math.max(0, productSquares / rows - mean * mean) / rows;
  const certainty = (mean * mean) / (mean * mean + errorSquared);
  return Math.min(mostTrust, (products / squares) * certainty);
}
