/** A way of working: mean cost and mean quality per case. */
export interface CostQuality {
  readonly cost: number;
  readonly quality: number;
}

/**
 * Average improvement in quality (Hu et al. 2024, RouterBench): mean height of the non-decreasing upper hull of the points over a
 * shared cost range. Two points mixed at random give every point between them, hence the hull; past its end it stays flat.
 * Before the first point the quality counts as 0. Null for an empty range or no points.
 */
export function averageQuality(points: readonly CostQuality[], lowest: number, highest: number): number | null {
  const hull = upperHull(points);
  if (hull.length === 0 || !(highest > lowest)) return null;
  const inside = hull.map(({ cost }) => cost).filter((cost) => cost > lowest && cost < highest);
  const stops = [lowest, ...inside, highest];
  let area = 0;
  for (let at = 1; at < stops.length; at++) {
    const [from, to] = [stops[at - 1]!, stops[at]!];
    // the middle is exact on a straight piece, and safe where the hull begins
    area += (to - from) * heightAt(hull, (from + to) / 2);
  }
  return area / (highest - lowest);
}

/** Upper hull by Andrew's monotone chain (1979), cut where quality would fall. */
export function upperHull(points: readonly CostQuality[]): CostQuality[] {
  const sorted = [...points].sort((a, b) => a.cost - b.cost || a.quality - b.quality);
  const hull: CostQuality[] = [];
  for (const point of sorted) {
    if (hull.at(-1)?.cost === point.cost) hull.pop();
    while (hull.length > 1 && isBelow(hull.at(-2)!, hull.at(-1)!, point)) hull.pop();
    hull.push(point);
  }
  const best = hull.reduce(
    (top, { quality }, at) => (quality > (hull[top]?.quality ?? Number.NEGATIVE_INFINITY) ? at : top),
    0,
  );
  return hull.slice(0, best + 1);
}

function isBelow(left: CostQuality, middle: CostQuality, right: CostQuality): boolean {
  const turn =
    (middle.cost - left.cost) * (right.quality - left.quality) -
    (middle.quality - left.quality) * (right.cost - left.cost);
  return turn >= 0;
}

function heightAt(hull: readonly CostQuality[], cost: number): number {
  if (cost < hull[0]!.cost) return 0;
  for (let at = 1; at < hull.length; at++) {
    const [left, right] = [hull[at - 1]!, hull[at]!];
    if (cost > right.cost) continue;
    return left.quality + ((cost - left.cost) / (right.cost - left.cost)) * (right.quality - left.quality);
  }
  return hull.at(-1)!.quality;
}
