export { type ComputeOptimum, computeOptimal } from "./compute-optimal.ts";
export { fitLossLaw, type LossLawFit, type LossObservation } from "./fit-loss-law.ts";
export { chinchillaPublished, chinchillaRefitted, kaplanPublished, type LossLaw, lossAt } from "./loss-laws.ts";
export {
  type Corpus,
  type Family,
  type OpenModel,
  openModels,
  publishedFamilyLoss,
  publishedWidthFit,
} from "./open-families.ts";
export {
  chinchillaAlphaN,
  inferredWidthExponent,
  type Measured,
  openFamilyWidthLaw,
  parametersPerWidth,
} from "./width-law.ts";
