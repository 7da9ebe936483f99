import { columnMeans } from "./learn/column-means.ts";
import { featureNames } from "./request-features.ts";
import type { KindModel } from "./scorer.ts";

/** How far a kind's own requests spread in their structural counts. */
export function reachOf(structure: Float32Array): Pick<KindModel, "centre" | "spread" | "reach"> {
  const featureCount = featureNames.length;
  const rowCount = structure.length / featureCount;
  const centre = columnMeans(structure, featureCount);
  const spread = new Float32Array(featureCount);
  for (let at = 0; at < structure.length; at++) {
    const feature = at % featureCount;
    spread[feature]! += (structure[at]! - centre[feature]!) ** 2 / rowCount;
  }
  for (let feature = 0; feature < featureCount; feature++) spread[feature] = Math.sqrt(spread[feature]!) + 0.05;
  const distances = Float32Array.from({ length: rowCount }, (_, row) =>
    structuralDistance(structure.subarray(row * featureCount, (row + 1) * featureCount), centre, spread),
  ).sort();
  return { centre, spread, reach: distances[Math.floor(0.95 * (rowCount - 1))] ?? 1 };
}

/** Mean squared distance in spreads, each count's share capped at 9. */
export function structuralDistance(structure: Float32Array, centre: Float32Array, spread: Float32Array): number {
  let sum = 0;
  for (let feature = 0; feature < centre.length; feature++) {
    sum += Math.min(9, ((structure[feature]! - centre[feature]!) / spread[feature]!) ** 2);
  }
  return sum / centre.length;
}
