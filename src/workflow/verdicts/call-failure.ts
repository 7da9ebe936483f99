import { ModelCallError } from "../../models/index.ts";
import { messageOf } from "./message-of.ts";
import { type Failure, failure } from "./verdict.ts";

/** What a call that threw comes to. A stream that was cut is an answer that was cut, by whatever. */
export function failureOfCall(error: unknown): Failure {
  if (!ModelCallError.isInstance(error)) return failure("transport", "an answer", messageOf(error));
  const { failure: kind, retryAfterMs, partialText } = error.facts;
  const call = { failure: kind, isRetryable: error.isRetryable, ...(retryAfterMs !== undefined && { retryAfterMs }) };
  if (kind === "cut-off") return { ...failure("truncated", "a complete answer", partialText ?? ""), call };
  return { ...failure("transport", "an answer", messageOf(error)), call };
}

/** A check that threw could not say that the answer is right. */
export function failureOfCheck(error: unknown): Failure {
  return failure("check-failed", "a check that ends", messageOf(error));
}

/** Why nothing more is to be had for this request, if that is so. */
export function failureOfAbort(cause: "cancelled" | "deadline"): Failure;
export function failureOfAbort(cause: "cancelled" | "deadline" | undefined): Failure | undefined;
export function failureOfAbort(cause: "cancelled" | "deadline" | undefined): Failure | undefined {
  if (cause === "cancelled") return failure("cancelled", "a caller that waits", "an abort");
  if (cause === "deadline") return failure("deadline", "an answer within the deadline", "none by then");
  return undefined;
}
