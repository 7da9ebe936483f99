import { applyStepLine, fitIsotonic, type StepLine } from "../statistics/index.ts";
import { applyPlattScaling, fitPlattScaling, type PlattScaling } from "./platt-scaling.ts";

/** From a raw estimate to a probability of success. */
export type Calibration =
  | { readonly kind: "constant"; readonly probability: number }
  | ({ readonly kind: "platt" } & PlattScaling)
  | ({ readonly kind: "isotonic" } & StepLine);

/** Labels from which isotonic regression beats two parameters (its error shrinks as n^(−1/3)). */
const isotonicFrom = 400;
const leastLabels = 30;
/** Prior labels: half of them right for an overall rate, all at Platt's answer for a block of the isotonic fit. */
const priorLabels = 4;

/**
 * Learns the probability of success from raw estimates of cases that the estimate was not fitted on. With too few labels, one
 * class only, or raw estimates that do not rise with success, it answers with the overall rate and nothing else.
 */
export function fitCalibration(raw: ArrayLike<number>, successes: readonly boolean[]): Calibration {
  const positives = successes.filter(Boolean).length;
  const rate = (positives + priorLabels / 2) / (successes.length + priorLabels);
  const constant: Calibration = { kind: "constant", probability: rate };
  if (successes.length < leastLabels || positives === 0 || positives === successes.length) return constant;
  const platt = fitPlattScaling(Array.from(raw), successes);
  if (!(platt.slope > 0) || !Number.isFinite(platt.intercept)) return constant;
  if (successes.length < isotonicFrom) return { kind: "platt", ...platt };
  // labels are pulled a little towards Platt's answer, so that no end of the curve says never or always
  const targets = successes.map(Number);
  const leastBlock = Math.max(30, Math.round(successes.length / 15));
  const line = fitIsotonic(raw, targets, { leastBlock });
  const value = line.value.map((share, index) => {
    const prior = applyPlattScaling(platt, line.at[index]!);
    return (share * leastBlock + priorLabels * prior) / (leastBlock + priorLabels);
  });
  return { kind: "isotonic", at: line.at, value };
}

/** Probability of success for a raw estimate, kept inside (0, 1). */
export function applyCalibration(calibration: Calibration, raw: number): number {
  return Math.min(0.999, Math.max(0.001, probabilityOf(calibration, raw)));
}

function probabilityOf(calibration: Calibration, raw: number): number {
  switch (calibration.kind) {
    case "constant":
      return calibration.probability;
    case "platt":
      return applyPlattScaling(calibration, raw);
    case "isotonic":
      return applyStepLine(calibration, raw);
  }
}
