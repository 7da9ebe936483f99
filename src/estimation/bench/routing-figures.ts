import { callShareFor, gapRecovered, type RoutedCases, routingCurve } from "../../statistics/index.ts";
import { qualityPerCost } from "./quality-per-cost.ts";

/** What two arms made of each case, at what cost where all costs are known, and an order to send cases to the strong arm in. */
export interface PricedCases extends RoutedCases {
  readonly costs: { readonly weak: Float64Array; readonly strong: Float64Array } | null;
}

/** How well an order routes. Null where the arms' gap is under a point, AIQ also where costs are not known. */
export type RoutingFigures = Readonly<Record<"apgr" | "cpt50" | "cpt80" | "aiq", number | null>>;

export function routingFigures(cases: PricedCases): RoutingFigures {
  const curve = routingCurve(cases);
  const apgr = gapRecovered(curve);
  const { costs } = cases;
  return {
    apgr,
    cpt50: callShareFor(curve, 0.5),
    cpt80: callShareFor(curve, 0.8),
    aiq: apgr === null || !costs ? null : qualityPerCost(cases, costs.weak, costs.strong).aiq,
  };
}

/** Some of the cases, as often as they are listed. */
export function drawnCases({ ranking, weak, strong, costs }: PricedCases, which: Int32Array): PricedCases {
  const pick = (values: ArrayLike<number>): Float64Array => {
    const picked = new Float64Array(which.length);
    for (let at = 0; at < which.length; at++) picked[at] = values[which[at]!]!;
    return picked;
  };
  return {
    ranking: pick(ranking),
    weak: pick(weak),
    strong: pick(strong),
    costs: costs && { weak: pick(costs.weak), strong: pick(costs.strong) },
  };
}
