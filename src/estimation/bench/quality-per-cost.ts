import { averageQuality, type CostQuality, type RoutedCases } from "../../statistics/index.ts";

/**
 * AIQ over the range between the two arms' own mean costs: of the router's whole sweep, and of the two arms alone mixed at
 * random (the zero router).
 */
export function qualityPerCost(
  { ranking, weak, strong }: RoutedCases,
  weakCosts: Float64Array,
  strongCosts: Float64Array,
): { readonly aiq: number | null; readonly aiqZeroRouter: number | null } {
  const count = ranking.length;
  const order = Array.from({ length: count }, (_, index) => index).sort((a, b) => ranking[b]! - ranking[a]!);
  let [cost, quality] = [0, 0];
  for (let index = 0; index < count; index++) {
    cost += weakCosts[index]!;
    quality += weak[index]!;
  }
  const points: CostQuality[] = [{ cost: cost / count, quality: quality / count }];
  for (const [at, index] of order.entries()) {
    cost += strongCosts[index]! - weakCosts[index]!;
    quality += strong[index]! - weak[index]!;
    // a point inside a tie is nobody's choice
    const next = order[at + 1];
    if (next !== undefined && ranking[next] === ranking[index]) continue;
    points.push({ cost: cost / count, quality: quality / count });
  }
  const arms = [points[0]!, points.at(-1)!];
  const ends = arms.map((arm) => arm.cost);
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  return { aiq: averageQuality(points, low, high), aiqZeroRouter: averageQuality(arms, low, high) };
}
