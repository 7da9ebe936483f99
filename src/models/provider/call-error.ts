import {
  classifyFailure,
  errorFacts,
  rateLimitOf,
  retryAfterMs,
  wasNeverSent,
  withoutSecrets,
} from "../call-failure/index.ts";
import { type CallFailure, ModelCallError } from "../model-call-error.ts";
import type { SpendBounds, Usage } from "../types.ts";
import type { CallLimits } from "./call-limits.ts";
import type { StreamReader } from "./provider-api.ts";
import type { FetchWatch } from "./watched-fetch.ts";
import { WireError } from "./wire-error.ts";

/** What is known of a call when it fails. */
export interface CallState {
  readonly model: string;
  readonly limits: CallLimits;
  readonly watch: FetchWatch;
  readonly reader: StreamReader | null;
  /** What the call can have cost; worked out where it is needed. */
  readonly bounds: (knownUsage: Usage | null) => SpendBounds;
  /** What must not be seen in an error. */
  readonly secrets: () => readonly string[];
}

/** Any failure of a call as our own error, with no secret in it and with what it may have cost. */
export function callError(error: unknown, call: CallState): ModelCallError {
  if (ModelCallError.isInstance(error)) return error;
  const facts = errorFacts(error);
  const failure = failureOf(error, call);
  const { usage } = error instanceof WireError ? error.facts : {};
  const spend = usage ? null : spendOf(failure, error, call);
  const retryAfter = retryAfterMs(facts.headers);
  const rateLimit = facts.headers && rateLimitOf(facts.headers);
  return new ModelCallError(`${call.model}: ${words[failure]}: ${withoutSecrets(facts.message, call.secrets())}`, {
    failure,
    model: call.model,
    ...(facts.status !== undefined && { status: facts.status }),
    ...(retryAfter !== undefined && { retryAfterMs: retryAfter }),
    ...(rateLimit && { rateLimit }),
    ...(facts.requestId !== undefined && { requestId: facts.requestId }),
    ...(usage && { usage }),
    ...(spend && { spend }),
    ...(call.reader && call.reader.text !== "" && { partialText: call.reader.text }),
  });
}

const words: Readonly<Record<CallFailure, string>> = {
  "rate-limit": "asked too often",
  quota: "the account's quota is used up",
  overloaded: "the provider is overloaded",
  server: "the provider failed",
  connection: "no connection, or it broke",
  timeout: "took too long",
  "first-token-timeout": "took too long to begin",
  "cut-off": "the stream ended before the answer did",
  "bad-response": "what came back is no answer",
  "too-large": "the answer is too large",
  "bad-request": "the request was refused",
  "not-permitted": "not permitted",
  aborted: "stopped by the caller",
};

function failureOf(error: unknown, { limits, watch, reader }: CallState): CallFailure {
  if (limits.tripped) return limits.tripped;
  if (watch.isTooLarge) return "too-large";
  if (error instanceof WireError && error.facts.failure) return error.facts.failure;
  const failure = classifyFailure(errorFacts(error));
  if (failure === "connection" && reader?.hasBegun) return "cut-off";
  // Thrown by the client itself, before anything left: it did not like what it was asked.
  return failure ?? (watch.hasAnswered ? "bad-response" : watch.wasSent ? "connection" : "bad-request");
}

/** Statuses by which a gateway says that it stopped waiting: the model may have worked all the same. */
const gaveUpWaiting = new Set([408, 504, 524]);

/** null where the call surely cost nothing: it never left, or the provider refused it. */
function spendOf(failure: CallFailure, error: unknown, call: CallState): SpendBounds | null {
  const facts = errorFacts(error);
  if (!call.watch.wasSent || wasNeverSent(facts)) return null;
  const { reader } = call;
  const known = reader?.knownUsage ?? null;
  const isStopped = call.limits.tripped !== null || call.watch.isTooLarge;
  if (!isStopped && facts.status !== undefined && !gaveUpWaiting.has(facts.status)) return null;
  if (!isStopped && namedByProvider.has(failure) && !reader?.hasBegun && !known) return null;
  const bounds = call.bounds(known);
  // A provider that gives up on its own does not bill what it had announced, or does: it does not say.
  return namedByProvider.has(failure) ? { ...bounds, leastNanoUsd: 0 } : bounds;
}

/** Failures that a provider names itself, as an event of the stream. */
const namedByProvider: ReadonlySet<CallFailure> = new Set<CallFailure>([
  "overloaded",
  "server",
  "rate-limit",
  "quota",
  "not-permitted",
  "bad-request",
]);
