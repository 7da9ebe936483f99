import type { CallFailure } from "../model-call-error.ts";
import type { ErrorFacts } from "./error-facts.ts";

/**
 * Which of our failures a foreign error is, by its status and by the names that it goes by; null when nothing tells.
 * Names come before the status: a used-up quota is a 429 too, and is not worth waiting for.
 */
export function classifyFailure({ status, names }: ErrorFacts): CallFailure | null {
  const named = names.map((name) => byName.get(name)).find((failure) => failure !== undefined);
  if (named === "quota" || status === undefined) return named ?? null;
  return byStatus.get(status) ?? (status >= 500 ? "server" : status >= 400 ? "bad-request" : (named ?? null));
}

const byStatus: ReadonlyMap<number, CallFailure> = new Map([
  [401, "not-permitted"],
  [402, "quota"],
  [403, "not-permitted"],
  [408, "timeout"],
  [409, "server"],
  [429, "rate-limit"],
  [504, "timeout"],
  [524, "timeout"],
  [529, "overloaded"],
]);

const namesByFailure = {
  quota: ["insufficient_quota", "billing_error", "billing_hard_limit_reached", "credit_balance_too_low"],
  "rate-limit": ["rate_limit_error", "rate_limit_exceeded"],
  overloaded: ["overloaded_error", "engine_overloaded"],
  server: ["api_error", "server_error", "internal_error"],
  "not-permitted": ["authentication_error", "permission_error", "invalid_api_key"],
  "bad-request": ["invalid_request_error", "not_found_error", "model_not_found", "invalid_prompt", "request_too_large"],
  timeout: ["timeout_error", "ETIMEDOUT", "UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT"],
  connection: [
    "ECONNREFUSED",
    "ECONNRESET",
    "EPIPE",
    "ENOTFOUND",
    "EAI_AGAIN",
    "ENETUNREACH",
    "EHOSTUNREACH",
    "UND_ERR_CONNECT_TIMEOUT",
    "UND_ERR_SOCKET",
    "terminated",
  ],
  "bad-response": ["SyntaxError"],
} satisfies Partial<Record<CallFailure, readonly string[]>>;

const byName: ReadonlyMap<string, CallFailure> = new Map(
  Object.entries(namesByFailure).flatMap(([failure, names]) =>
    names.map((name): [string, CallFailure] => [name, failure as CallFailure]),
  ),
);

/** Errors of connections that were never made: the request did not leave, so it cost nothing. */
const neverSent = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ENETUNREACH",
  "EHOSTUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

export function wasNeverSent({ names }: ErrorFacts): boolean {
  return names.some((name) => neverSent.has(name));
}
