import type { KindRows } from "./fit-kind.ts";
import { featureNames } from "./request-features.ts";
import { structureNames } from "./text/structure.ts";

/** Points of uplift per unit of ln(1 + words) that are assumed even where the fitted data show less. */
const leastSlope = 0.05;

/**
 * How the advantage of better arms grows with ln(1 + words), within kinds, pooled: never below a small positive value, as more
 * to read has more to get wrong and the recorded data give no better rule that carries over to unseen work.
 */
export function genericSlope(kinds: readonly KindRows[]): number {
  const words = structureNames.indexOf("words");
  let [together, own] = [0, 0];
  for (const { arms, scores, structure, folds } of kinds) {
    const means = arms.map((_, arm) => meanWhere(scores, arm, arms.length));
    const overall = means.reduce((sum, mean) => sum + mean, 0) / arms.length;
    const spread = Math.sqrt(means.reduce((sum, mean) => sum + (mean - overall) ** 2, 0) / arms.length);
    if (!(spread > 0)) continue;
    const centre = meanWhere(structure, words, featureNames.length);
    for (let row = 0; row < folds.length; row++) {
      const x = structure[row * featureNames.length + words]! - centre;
      for (let arm = 0; arm < arms.length; arm++) {
        const residual = scores[row * arms.length + arm]! - means[arm]!;
        if (Number.isNaN(residual)) continue;
        const y = (means[arm]! - overall) / spread;
        together += (residual * x * y) / arms.length;
        own += (x * x * y * y) / arms.length;
      }
    }
  }
  return Math.max(leastSlope, own > 0 ? together / own : 0);
}

function meanWhere(table: Float32Array, column: number, columns: number): number {
  let [sum, count] = [0, 0];
  for (let at = column; at < table.length; at += columns) {
    if (Number.isNaN(table[at]!)) continue;
    sum += table[at]!;
    count++;
  }
  return count > 0 ? sum / count : 0;
}
