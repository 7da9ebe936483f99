/** How likely is an answer to be right? Calibration of raw scores to probabilities. */
export { applyPlattScaling, fitPlattScaling, type PlattScaling } from "./platt-scaling.ts";
