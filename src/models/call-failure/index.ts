/** What went wrong with a call, read by structure: status, code, type and headers, never by class. */
export { classifyFailure, wasNeverSent } from "./classify-failure.ts";
export { type ErrorFacts, errorFacts, type HeaderReader } from "./error-facts.ts";
export { rateLimitOf } from "./rate-limit.ts";
export { retryAfterMs } from "./retry-after.ts";
export { withoutSecrets } from "./without-secrets.ts";
