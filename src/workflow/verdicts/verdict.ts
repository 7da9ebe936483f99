import type { CallFailure, Issue } from "../../models/index.ts";

/**
 * Why an attempt did not pass, one word each.
 *
 * `transport`: the call itself failed; `check-failed`: a schema, rule or hook threw instead of judging; `retrieval`: the
 * documents could not be had; `circuit-open`: the model failed too often of late to be asked; `cancelled`: the caller
 * aborted.
 */
export type FailureKind =
  | "transport"
  | "refusal"
  | "truncated"
  | "empty"
  | "not-json"
  | "wrong-schema"
  | "rule-broken"
  | "bad-citation"
  | "bad-tool-call"
  | "low-confidence"
  | "check-failed"
  | "budget"
  | "deadline"
  | "circuit-open"
  | "retrieval"
  | "cancelled";

export interface FailedCall {
  readonly failure: CallFailure;
  /** Whether the same model may answer if asked again. */
  readonly isRetryable: boolean;
  /** How long the provider asks to wait before that. */
  readonly retryAfterMs?: number;
}

/** What was wrong, with every place. */
export interface Failure {
  readonly kind: Exclude<FailureKind, "low-confidence">;
  readonly issues: readonly Issue[];
  /** The business rule that was broken. */
  readonly rule?: string;
  /** How the call failed, where it did. */
  readonly call?: FailedCall;
}

/** Valid, but not sure enough for its rung. */
export interface Unsure<Value> {
  readonly kind: "low-confidence";
  readonly issues: readonly Issue[];
  readonly value: Value;
  readonly confidence: number;
}

/** A tool call whose arguments fit its tool's parameters. */
export interface CheckedToolCall {
  readonly id: string;
  readonly name: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

/** What the checks said of an attempt. */
export type Verdict<Value> =
  | { readonly kind: "accepted"; readonly value: Value }
  | { readonly kind: "tool-calls"; readonly toolCalls: readonly CheckedToolCall[] }
  | Unsure<Value>
  | Failure;

/** Whether the ladder ends here. */
export function isPassed<Value>(
  verdict: Verdict<Value>,
): verdict is Extract<Verdict<Value>, { kind: "accepted" | "tool-calls" }> {
  return verdict.kind === "accepted" || verdict.kind === "tool-calls";
}

/** What was wrong; nothing where it passed. */
export function issuesOf(verdict: Verdict<unknown>): readonly Issue[] {
  return isPassed(verdict) ? [] : verdict.issues;
}

/** A failure with its one issue. */
export function failure(kind: Failure["kind"], expected: string, value: unknown, path: Issue["path"] = []): Failure {
  return { kind, issues: [{ path, expected, value }] };
}
