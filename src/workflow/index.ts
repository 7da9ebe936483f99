/** How one request becomes an outcome: attempts, verdicts, repair, escalation, review. */
export { type Attempt, runTier, type TierRun } from "./attempt.ts";
export { createRouter, type Router, type RouterOptions, type RunRequest } from "./create-router.ts";
export type { Outcome } from "./outcome.ts";
export type { StandardSchema } from "./standard-schema.ts";
export { type Checks, type FailureKind, judge, judgeConfidence, type Rule, type Verdict } from "./verdict.ts";
