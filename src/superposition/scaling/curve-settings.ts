import { InputError, showValue } from "../../errors/index.ts";
import { type FrequencyShape, frequencies } from "../laws/index.ts";

/** One curve of loss against width: everything that its numbers depend on. */
export interface CurveSettings {
  readonly shape: FrequencyShape;
  readonly features: number;
  readonly widths: readonly number[];
  /** Expected number of active features, E. */
  readonly density: number;
  /** Weight decay; negative pulls rows to length 1. Unused on the unit sphere. */
  readonly gamma: number;
  readonly rows: "free" | "unit-sphere";
  /** Biases start at zero, or from N(0, 1) as in the published code. */
  readonly biasStart: "zero" | "normal";
  /** Rows of W start with about this length; 1 in the published code. */
  readonly weightStart: number;
  readonly batch: number;
  readonly steps: number;
  readonly warmUpSteps: number;
  readonly rates: RateRule;
  readonly testSamples: number;
  readonly seed: number;
  /** Which widths the exponent is fitted over; all by default. */
  readonly fitFrom?: number;
}

/** Peak learning rates of weights and biases at a width. */
export type RateRule =
  | { readonly kind: "constant"; readonly weights: number; readonly bias: number }
  /** 0.02 (8/m)^¼ and 2/m, as in the published large runs. */
  | { readonly kind: "published-large" };

export function peakRates(rule: RateRule, width: number): { readonly weights: number; readonly bias: number } {
  switch (rule.kind) {
    case "constant":
      return { weights: rule.weights, bias: rule.bias };
    case "published-large":
      return { weights: 0.02 * (8 / width) ** 0.25, bias: 2 / width };
  }
}

/** @throws InputError for settings that no run could follow; before anything is allocated. */
export function checkCurve(settings: CurveSettings): void {
  const { widths, features, gamma, weightStart, batch, steps, warmUpSteps, testSamples, seed } = settings;
  wholeNumber("features", features, 2, 1_000_000);
  if (widths.length === 0) throw new InputError("expected at least one width, got none", { field: "widths" });
  for (const width of widths) {
    wholeNumber("widths", width, 1, 65_536);
    if (width > features)
      throw new InputError(
        `expected widths of at most ${features}, the number of features, got ${width}; choose fewer dimensions or more features`,
        { field: "widths" },
      );
  }
  if (new Set(widths).size < widths.length)
    throw new InputError(`expected widths that differ, got ${showValue(widths)}`, { field: "widths" });
  if (!(Math.abs(gamma) <= 100))
    throw new InputError(`expected a weight decay between -100 and 100, got ${showValue(gamma)}`, { field: "gamma" });
  if (!(weightStart > 0 && weightStart <= 10))
    throw new InputError(`expected a start length above 0 and up to 10, got ${showValue(weightStart)}`, {
      field: "weightStart",
    });
  wholeNumber("batch", batch, 1, 1_000_000);
  const largest = Math.max(features * Math.max(...widths), features * batch);
  if (largest > mostEntries)
    throw new InputError(
      `expected at most ${mostEntries} numbers in one matrix, got ${largest}; choose fewer features, a smaller batch or less width`,
      { field: "features" },
    );
  wholeNumber("steps", steps, 1, 10_000_000);
  wholeNumber("warmUpSteps", warmUpSteps, 0, steps);
  wholeNumber("testSamples", testSamples, 1, 100_000_000);
  if (!Number.isSafeInteger(seed))
    throw new InputError(`expected a whole number as seed, got ${showValue(seed)}`, { field: "seed" });
  frequencies({ shape: settings.shape, features, density: settings.density });
}

/** Half a gigabyte; a back end holds several matrices of this size at once. */
const mostEntries = 2 ** 27;

function wholeNumber(field: string, value: number, least: number, most: number): void {
  if (!Number.isSafeInteger(value) || value < least || value > most)
    throw new InputError(`expected a whole number from ${least} to ${most}, got ${showValue(value)}`, { field });
}
