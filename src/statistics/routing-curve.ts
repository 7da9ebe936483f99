import { tiedRuns } from "./tied-runs.ts";

/** What two arms made of each case, and the order in which a router would send cases to the strong one (highest first). */
export interface RoutedCases {
  readonly ranking: ArrayLike<number>;
  readonly weak: ArrayLike<number>;
  readonly strong: ArrayLike<number>;
}

/** One operating point: the strong arm takes this share of the cases, and this is the mean score then. */
export interface RoutingPoint {
  readonly share: number;
  readonly score: number;
}

/** Gap between the arms below which routing figures say nothing: one point. */
export const leastUplift = 0.01;

/**
 * The curve of a router: a point after every group of equally ranked cases, straight lines between. A line through a group is
 * what sending its cases in random order gives on average, so ties count at their expected value.
 */
export function routingCurve({ ranking, weak, strong }: RoutedCases): RoutingPoint[] {
  const count = ranking.length;
  const { order, starts } = tiedRuns(ranking, { descending: true });
  let total = 0;
  for (let index = 0; index < count; index++) total += weak[index]!;
  const points: RoutingPoint[] = [{ share: 0, score: total / count }];
  for (let run = 0; run + 1 < starts.length; run++) {
    const [from, to] = [starts[run]!, starts[run + 1]!];
    for (let at = from; at < to; at++) total += strong[order[at]!]! - weak[order[at]!]!;
    points.push({ share: to / count, score: total / count });
  }
  return points;
}

/**
 * Average performance gap recovered: area between the curve and the weak arm over that between the arms (Ong et al. 2024,
 * RouteLLM). 0.5 for random, 1 if the strong arm's score were there from the first call. Null when the gap is under a point.
 */
export function averageGapRecovered(cases: RoutedCases): number | null {
  return gapRecovered(routingCurve(cases));
}

/** The same area from any operating points, sorted by share from 0 to 1. */
export function gapRecovered(points: readonly RoutingPoint[]): number | null {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || last.score - first.score < leastUplift) return null;
  let area = 0;
  for (let at = 1; at < points.length; at++) {
    const [before, here] = [points[at - 1]!, points[at]!];
    area += (here.share - before.share) * (before.score + here.score - 2 * first.score) * 0.5;
  }
  return area / (last.score - first.score);
}

/**
 * Least share of strong calls that recovers `part` of the gap (CPT): the first crossing of the curve. Null when the gap is
 * under a point.
 */
export function callShareFor(points: readonly RoutingPoint[], part: number): number | null {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || last.score - first.score < leastUplift) return null;
  const wanted = first.score + part * (last.score - first.score);
  for (let at = 1; at < points.length; at++) {
    const [before, here] = [points[at - 1]!, points[at]!];
    if (here.score < wanted) continue;
    const rise = here.score - before.score;
    return before.share + (rise > 0 ? (wanted - before.score) / rise : 0) * (here.share - before.share);
  }
  return 1;
}

/**
 * The sweep of RouteLLM's evaluation: eleven points at the decile edges of the ranking, `score ≥ edge` is strong, and none at
 * the last. Equal edges are taken once, where the original stops with an error.
 */
export function decileSweep({ ranking, weak, strong }: RoutedCases): RoutingPoint[] {
  const count = ranking.length;
  const sorted = Float64Array.from({ length: count }, (_, index) => ranking[index]!).sort();
  const edges = Array.from({ length: 11 }, (_, decile) => linearQuantile(sorted, decile / 10));
  const points = [...new Set(edges)].map((edge, _, all) => {
    const isLast = edge === all.at(-1);
    let [score, calls] = [0, 0];
    for (let index = 0; index < count; index++) {
      const isStrong = isLast ? ranking[index]! > edge : ranking[index]! >= edge;
      score += isStrong ? strong[index]! : weak[index]!;
      calls += Number(isStrong);
    }
    return { share: calls / count, score: score / count };
  });
  return points.reverse();
}

function linearQuantile(sorted: Float64Array, share: number): number {
  const position = share * (sorted.length - 1);
  const low = Math.floor(position);
  const below = sorted[low]!;
  return below + (position - low) * ((sorted[low + 1] ?? below) - below);
}

/**
 * Gap recovered over the share of the extra cost instead of the share of calls: a case is as wide as what the strong arm costs
 * more on it. Where it costs less, the curve steps back and that part of the area counts as taken away. Null when the gap is under a point or the strong arm is not the dearer one.
 */
export function gapRecoveredByCost(
  { ranking, weak, strong }: RoutedCases,
  weakCosts: ArrayLike<number>,
  strongCosts: ArrayLike<number>,
): number | null {
  const { order, starts } = tiedRuns(ranking, { descending: true });
  let [extraCost, gain] = [0, 0];
  const points: RoutingPoint[] = [{ share: 0, score: 0 }];
  for (let run = 0; run + 1 < starts.length; run++) {
    for (let at = starts[run]!; at < starts[run + 1]!; at++) {
      const index = order[at]!;
      extraCost += strongCosts[index]! - weakCosts[index]!;
      gain += strong[index]! - weak[index]!;
    }
    points.push({ share: extraCost, score: gain / ranking.length });
  }
  if (!(extraCost > 0)) return null;
  return gapRecovered(points.map(({ share, score }) => ({ share: share / extraCost, score })));
}
