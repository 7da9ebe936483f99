/** How likely is each model to get it right? Fitting, calibration, estimates before and after the call, and their judgement. */

export {
  type AnswerEstimator,
  estimateAnswer,
  fitAnswerEstimator,
  type JudgedAnswer,
} from "./after-call/answer-estimator.ts";
export type { GivenAnswer } from "./after-call/answer-features.ts";
export {
  type BenchOptions,
  type BenchResult,
  type BenchTask,
  benchFolds,
  benchScorer,
  type JudgedTask,
} from "./bench/bench-scorer.ts";
export type { TaskFigures } from "./bench/bench-task.ts";
export { type ArmPair, choosePair } from "./bench/choose-pair.ts";
export { type MeanFigures, meanFigures } from "./bench/mean-figures.ts";
export { applyCalibration, type Calibration, fitCalibration } from "./calibration.ts";
export { estimateRequest, type RequestEstimate } from "./estimate.ts";
export { type FitOptions, fitScorer, type KindSource } from "./fit-scorer.ts";
export { groupRows } from "./group-rows.ts";
export { groupNearDuplicates } from "./near-duplicates.ts";
export { applyPlattScaling, fitPlattScaling, type PlattScaling } from "./platt-scaling.ts";
export { requestText } from "./request-text.ts";
export { armsOf, type FittedOn, type HeldOut, type KindModel, type Scorer } from "./scorer.ts";
export { readScorer, writeScorer } from "./scorer-file.ts";
