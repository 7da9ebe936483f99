import { areaUnderRoc, brierScore, expectedCalibrationError, type Interval } from "../../statistics/index.ts";
import { ascending, intervalOf, type Resamples } from "./resamples.ts";

/** What was said of each case and what became of it. */
export interface LabelledCases {
  readonly probabilities: Float64Array;
  /** What cases are ranked by: the probabilities, comparable across folds. */
  readonly ranks: Float64Array;
  /** Null where unknown: such a case does not count. */
  readonly successes: readonly (boolean | null)[];
}

export type ProbabilityFigures = Readonly<Record<"auroc" | "brier" | "ece", number | null>>;
export type ProbabilityIntervals = Readonly<Record<keyof ProbabilityFigures, Interval | null>>;

export function probabilityFigures(cases: LabelledCases): ProbabilityFigures {
  return figuresOf(cases, labelled(cases));
}

export function probabilityIntervals(cases: LabelledCases, resamples: Resamples): ProbabilityIntervals {
  const values = resamples.valuesOf(labelled(cases), (drawn) => figuresOf(cases, drawn));
  return { auroc: intervalOf(values.auroc), brier: intervalOf(values.brier), ece: intervalOf(values.ece) };
}

/** Failing and scoring low mirror each other, so the area for "fails" is the area for "succeeds". */
function figuresOf(cases: LabelledCases, which: Int32Array): ProbabilityFigures {
  if (which.length === 0) return { auroc: null, brier: null, ece: null };
  const probabilities = Float64Array.from(which, (index) => cases.probabilities[index]!);
  const ranks = Float64Array.from(which, (index) => cases.ranks[index]!);
  const successes = Uint8Array.from(which, (index) => Number(cases.successes[index]!));
  return {
    auroc: areaUnderRoc(ranks, successes),
    brier: brierScore(probabilities, successes),
    ece: expectedCalibrationError(probabilities, successes),
  };
}

/** The cases with a known outcome, the least probable first. */
function labelled({ probabilities, successes }: LabelledCases): Int32Array {
  return ascending(probabilities).filter((index) => successes[index] !== null);
}
