import type { Model, ModelAnswer, ModelRequest } from "../../models/index.ts";
import type { Clock } from "../clock.ts";
import type { Emitter, RouterEvents } from "../events.ts";
import type { Hook, ModelCall } from "../hooks.ts";
import type { GateOf } from "../limits/model-gate.ts";
import type { RequestAbort } from "../limits/request-abort.ts";
import type { SpendGuard } from "../limits/spend-guard.ts";
import type { Stage } from "../stream/stage.ts";
import type { AnswerChecks } from "../verdicts/checks.ts";
import type { Offered } from "../verdicts/judge.ts";

/** What the requests of a router share. */
export interface Services<Value> {
  readonly clock: Clock;
  readonly random: () => number;
  readonly gateOf: GateOf;
  readonly events: Emitter<RouterEvents<Value>>;
  readonly callHooks: readonly Hook<ModelCall, ModelAnswer>[];
}

/** The only layer that asks again after a failed call: clients are told not to. */
export interface RetryOptions {
  /** Retries per tier and request. Default 2. */
  readonly maxRetries?: number;
  /** Wait before the first, doubled each time; up to a quarter less by chance. Default 500. */
  readonly baseDelayMs?: number;
  /** Default 8,000. */
  readonly maxDelayMs?: number;
  /** A provider that asks for more patience than this is left for the next tier. Default 60,000. */
  readonly maxRetryAfterMs?: number;
}

/** A second identical call to a model that is slow to answer; the first good answer counts. */
export interface HedgeOptions {
  /** How long the first call may take before the second is made. */
  readonly afterMs: number;
}

/** How attempts follow each other. */
export interface LadderSettings {
  readonly maxRepairs: number;
  readonly retry: RetryOptions;
  readonly escalateWith: "fresh" | "failed-answer";
  readonly onRefusal: "escalate" | "review";
  readonly firstTokenMs?: number | undefined;
  readonly hedge?: HedgeOptions | undefined;
}

/** What the attempts of one request share. */
export interface Job<Value, Context> {
  readonly id: string;
  /** What every first attempt sends. */
  readonly request: ModelRequest;
  readonly checks: AnswerChecks<Value, Context>;
  readonly context: Context;
  readonly offered: Offered;
  readonly abort: RequestAbort;
  readonly guards: readonly SpendGuard[];
  readonly settings: LadderSettings;
  readonly services: Services<Value>;
  /** Where text is shown as it comes; absent when nobody watches. */
  readonly stage?: Stage | undefined;
}

/** A tier that is asked, with its model and what its answers must reach. */
export interface ModelRung {
  readonly tier: string;
  readonly model: Model;
  readonly minConfidence: number;
}

/** One call to make. */
export interface Step {
  readonly kind: "first" | "retry" | "repair";
  readonly request: ModelRequest;
  /** Milliseconds waited before it. */
  readonly waitedMs: number;
}
