export { type AnalyticPoint, analyticPoints } from "./analytic-points.ts";
export { type Curve, curveOf } from "./curve.ts";
export { type CurveSettings, checkCurve, peakRates, type RateRule } from "./curve-settings.ts";
export type { WidthPoint } from "./measure-width.ts";
export {
  type CurveChanges,
  type CurveChoice,
  type Preset,
  type PresetName,
  presetCurves,
  presetNamed,
  presetNames,
} from "./presets.ts";
export { type RunCurveOptions, runCurve } from "./run-curve.ts";
export { type TrainWidthOptions, trainWidth, type WidthProgress, type WidthRun } from "./train-width.ts";
