/** How one request becomes an outcome: context, attempts, verdicts, retry, repair, escalation, review. */
export { acceptedAttempt } from "./accepted-attempt.ts";
export type { BatchItem, BatchOptions } from "./batch.ts";
export {
  type AnswerCache,
  type AnswerCacheOptions,
  answerCache,
  type Landing,
  type StoredAnswer,
} from "./cache/answer-cache.ts";
export type { Clock } from "./clock.ts";
export type { Document, Principal, Retrieval, Retrieve } from "./context/documents.ts";
export type { ContextReport } from "./context/gather-context.ts";
export { type Permit, permitByLabels } from "./context/permit.ts";
export { createRouter, type Router } from "./create-router.ts";
export { type RouterEvents, tell } from "./events.ts";
export type { Hook, Hooks, ModelCall, Next } from "./hooks.ts";
export type { Attempt } from "./ladder/attempt.ts";
export type { HedgeOptions, RetryOptions } from "./ladder/job.ts";
export { runTier, type TierRun } from "./ladder/run-tier.ts";
export type { BreakerOptions } from "./limits/circuit-breaker.ts";
export { type SpendGuard, spendGuard } from "./limits/spend-guard.ts";
export type { Draft, Outcome, Skip, ToolCallOutcome } from "./outcome.ts";
export type { RunRequest, ToolRequest } from "./request.ts";
export type { Limits, RouterOptions } from "./router-options.ts";
export type { StandardSchema } from "./standard-schema.ts";
export type { StreamEvent } from "./stream/stage.ts";
export type { RunStream, StreamOptions } from "./stream/stream-run.ts";
export type { Checks, Rule } from "./verdicts/checks.ts";
export { type Citation, type CitationCheck, citationsInText } from "./verdicts/citations.ts";
export type { CheckedToolCall, Failure, FailureKind, Unsure, Verdict } from "./verdicts/verdict.ts";
