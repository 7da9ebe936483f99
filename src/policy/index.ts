/** Which tier should take it? Pure: a decision depends on what is passed in and on nothing else. */
export { type PolicyFile, parsePolicy, type TunedBaselines } from "./policy-file.ts";
export { type StickyParameters, stickyPolicy } from "./sticky-policy.ts";
export { fixedPolicy, type ThresholdParameters, thresholdPolicy } from "./threshold-policy.ts";
export type { ConversationState, Decision, DecisionInput, Policy, Risk, Rung, TierState } from "./types.ts";
export { withinLimits } from "./within-limits.ts";
