/** How good and how dear is each arm and policy on real cases? Suites, recording, replay, baselines, tuning. */
export { oracle, randomMix } from "./baselines.ts";
export { type CasePath, priceCase, type WalkedPath } from "./case-path.ts";
export { type CostLines, type Economics, totalUsd } from "./economics.ts";
export {
  type EvaluateOptions,
  evaluateSuite,
  type PolicyResult,
  type Progress,
  type SuiteEvaluation,
  scoreRow,
} from "./evaluate-suite.ts";
export { type Comparison, compare, type Figures, figuresOf } from "./figures.ts";
export { recordMatrix } from "./record-matrix.ts";
export { replay, type ScoredRow, walk } from "./replay.ts";
export { defineSuite, type EvaluationCase, readCases, type Suite } from "./suite.ts";
export { type TuneOptions, tuneThresholds } from "./tune-thresholds.ts";
