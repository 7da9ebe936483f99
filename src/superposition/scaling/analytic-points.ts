import { frequencies, randomOverlapMean, weakSuperpositionLoss, welchBoundSquared } from "../laws/index.ts";
import type { CurveSettings } from "./curve-settings.ts";

/** What theory alone says of a width; needs no training. */
export interface AnalyticPoint {
  readonly m: number;
  /** Equation 4 with the m most frequent features kept: the end of weak superposition, 0 where m reaches n. */
  readonly weakLoss: number;
  /** 1/m. */
  readonly randomOverlap: number;
  /** (n − m)/(m(n − 1)). */
  readonly welchOverlap: number;
}

/** The curves to draw behind measured points, at any widths. */
export function analyticPoints(
  settings: Pick<CurveSettings, "shape" | "features" | "density">,
  widths: readonly number[],
): AnalyticPoint[] {
  const probabilities = frequencies(settings);
  return widths.map((m) => ({
    m,
    weakLoss: weakSuperpositionLoss(probabilities, m),
    randomOverlap: randomOverlapMean(m),
    welchOverlap: welchBoundSquared(settings.features, m),
  }));
}
