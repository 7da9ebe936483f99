export { fitPowerLaw, type PowerLawFit, type PowerLawPoint } from "./fit-power-law.ts";
export { type FrequencyOptions, type FrequencyShape, frequencies } from "./frequencies.ts";
export * from "./language-models/index.ts";
export {
  crossEntropyInterference,
  equiangularLimit,
  equiangularShare,
  randomOverlapMean,
  randomOverlapVariance,
  welchBoundSquared,
} from "./overlap-laws.ts";
export {
  idealWeakFit,
  varianceFloor,
  weakSuperpositionIntegral,
  weakSuperpositionLoss,
} from "./weak-superposition.ts";
