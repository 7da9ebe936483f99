/** The shared arithmetic: seeded randomness, intervals, resampling, ranking and calibration measures. Pure; depends on no other room. */
export {
  type BootstrapOptions,
  bootstrapRatio,
  bootstrapRatioDifference,
  type RatioSample,
  ratioOfSums,
} from "./bootstrap-ratio.ts";
export { bootstrapStatistic } from "./bootstrap-statistic.ts";
export { brierScore, expectedCalibrationError } from "./calibration-measures.ts";
export { averageQuality, type CostQuality, upperHull } from "./improvement-in-quality.ts";
export { type Interval, percentileInterval, quantileOfSorted } from "./interval.ts";
export { applyStepLine, fitIsotonic, type IsotonicOptions, type StepLine } from "./isotonic.ts";
export { type RandomSource, randomSource } from "./random-source.ts";
export { areaUnderRiskCoverage, excessAreaUnderRiskCoverage } from "./risk-coverage.ts";
export { areaUnderRoc } from "./roc.ts";
export {
  averageGapRecovered,
  callShareFor,
  decileSweep,
  gapRecovered,
  gapRecoveredByCost,
  leastUplift,
  type RoutedCases,
  type RoutingPoint,
  routingCurve,
} from "./routing-curve.ts";
export { wilsonInterval } from "./wilson-interval.ts";
