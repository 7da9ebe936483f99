/** Has live traffic moved away from what a policy was tuned on? */
export { populationStabilityIndex } from "./population-stability.ts";
