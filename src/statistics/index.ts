/** The shared arithmetic: seeded randomness, intervals, resampling. Pure; depends on no other room. */
export {
  type BootstrapOptions,
  bootstrapRatio,
  bootstrapRatioDifference,
  type RatioSample,
  ratioOfSums,
} from "./bootstrap-ratio.ts";
export { type Interval, percentileInterval, quantileOfSorted } from "./interval.ts";
export { type RandomSource, randomSource } from "./random-source.ts";
export { wilsonInterval } from "./wilson-interval.ts";
