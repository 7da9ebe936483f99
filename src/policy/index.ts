/** Which tier should take it? Pure: a decision depends on what is passed in and on nothing else. */
export { type PolicyFile, parsePolicy, type TunedBaselines } from "./policy-file.ts";
export { fixedPolicy, type ThresholdParameters, thresholdPolicy } from "./threshold-policy.ts";
export type { Decision, DecisionInput, Policy, Risk, Rung } from "./types.ts";
