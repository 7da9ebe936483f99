import type { RateLimit, SpendBounds, Usage } from "./types.ts";

/** Why a call gave no answer. Only some of them are worth asking the same model again. */
export type CallFailure =
  | "rate-limit"
  | "quota"
  | "overloaded"
  | "server"
  | "connection"
  | "timeout"
  | "first-token-timeout"
  /** The stream ended before it said that it was complete. */
  | "cut-off"
  /** Something came back that is no answer of this provider: another content type, an HTML page, broken JSON. */
  | "bad-response"
  | "too-large"
  | "bad-request"
  | "not-permitted"
  | "aborted";

const retryable: ReadonlySet<CallFailure> = new Set<CallFailure>([
  "rate-limit",
  "overloaded",
  "server",
  "connection",
  "timeout",
  "first-token-timeout",
  "cut-off",
  "bad-response",
]);

const marker = Symbol.for("tierwise.ModelCallError");

export interface CallFacts {
  readonly failure: CallFailure;
  readonly model: string;
  /** HTTP status, when one came. */
  readonly status?: number;
  /** How long the provider asks to wait. */
  readonly retryAfterMs?: number;
  /** What the provider still allows, as its headers say. */
  readonly rateLimit?: RateLimit;
  readonly requestId?: string;
  /** What the provider says was spent, when it said so before failing. */
  readonly usage?: Usage | null;
  /** Set when money may have been spent that no usage tells of; absent when the call surely cost nothing. */
  readonly spend?: SpendBounds;
  /** What had come of the answer; never to be taken for one. */
  readonly partialText?: string;
}

/** A call to a model that gave no answer, with what it may have cost. */
export class ModelCallError extends Error {
  override readonly name = "ModelCallError";
  readonly [marker] = true;
  readonly facts: CallFacts;

  constructor(message: string, facts: CallFacts, options?: ErrorOptions) {
    super(message, options);
    this.facts = facts;
  }

  /** Whether the same model may answer if asked again. */
  get isRetryable(): boolean {
    return retryable.has(this.facts.failure);
  }

  /** Tells by a mark, so that two copies of this package know each other's errors. */
  static isInstance(error: unknown): error is ModelCallError {
    return typeof error === "object" && error !== null && marker in error;
  }
}
