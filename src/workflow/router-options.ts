import type { Embedder } from "../complexity/index.ts";
import type { JsonSchema, Model } from "../models/index.ts";
import type { Policy } from "../policy/index.ts";
import type { AnswerCache } from "./cache/answer-cache.ts";
import type { Clock } from "./clock.ts";
import type { Retrieve } from "./context/documents.ts";
import type { Permit } from "./context/permit.ts";
import type { Hooks } from "./hooks.ts";
import type { HedgeOptions, RetryOptions } from "./ladder/job.ts";
import type { BreakerOptions } from "./limits/circuit-breaker.ts";
import type { SpendGuard } from "./limits/spend-guard.ts";
import type { Outcome } from "./outcome.ts";
import type { AnswerChecks } from "./verdicts/checks.ts";

export interface RouterOptions<Value, Context> extends AnswerChecks<Value, Context> {
  /** Model by tier name. */
  readonly tiers: Readonly<Record<string, Model>>;
  readonly policy: Policy;
  /** What the model is told to write, where the schema cannot say it as JSON schema itself. */
  readonly jsonSchema?: JsonSchema;
  /** How often a tier is told what was wrong before the next is asked. Default 1. */
  readonly maxRepairs?: number;
  readonly retry?: RetryOptions;
  /** Off by default: a slow answer is then waited for, and nothing is paid twice. */
  readonly hedge?: HedgeOptions;
  /** What the next tier is given: the request alone, or with the answer that failed and why. Default `fresh`. */
  readonly escalateWith?: "fresh" | "failed-answer";
  /** Default `escalate`. */
  readonly onRefusal?: "escalate" | "review";
  /** `queue` ends a request that no tier answers in status `review`, `none` in `failed`. Default `queue`. */
  readonly review?: "queue" | "none";
  readonly limits?: Limits;
  /** Shared by every request of this router, and by whoever else is given it. */
  readonly spendGuard?: SpendGuard;
  /** `false` never stops asking a failing model. */
  readonly breaker?: BreakerOptions | false;
  readonly retrieve?: Retrieve<Context>;
  /** Default: by labels. */
  readonly permit?: Permit;
  /** Off by default; `answerCache()` makes one. */
  readonly cache?: AnswerCache;
  readonly hooks?: Hooks<Value, Context>;
  /** Told of every outcome; what it throws is kept from the request and reported as a warning of the process. */
  readonly onOutcome?: (outcome: Outcome<Value>) => void;
  /** Vectors for the complexity score; local ones by default. */
  readonly embedder?: Embedder;
  readonly clock?: Clock;
  /** Even draws from 0..1, for policies that explore and for the spread of retries. Default `Math.random`. */
  readonly random?: () => number;
}

/** What holds for every request that does not say otherwise. */
export interface Limits {
  readonly budgetUsd?: number;
  readonly deadlineMs?: number;
  /** A model that has said nothing by then is given up, as a failed call. Needs a model that streams. */
  readonly firstTokenMs?: number;
  /** Tokens of an answer, reasoning included; the model's own limit by default. */
  readonly maxOutputTokens?: number;
  /** Tokens of the whole prompt, roughly; the least relevant documents give way. */
  readonly promptTokens?: number;
  /** Calls of one model at once. */
  readonly concurrency?: number;
}
