import type { Wire, WireFailure } from "./wire.ts";

/** OpenAI's errors: `{"error": {message, type, param, code}}`, in a stream the same as an event. */
export const openaiFailure: Pick<Wire, "failure" | "failureEvent" | "requestIdHeader"> = {
  failure: errorBody,
  failureEvent: (failure) => ({ data: errorBody(failure) }),
  requestIdHeader: "x-request-id",
};

function errorBody({ code, message }: WireFailure) {
  const own = openaiCodes[code] ?? code;
  return { error: { message, type: own, param: null, code: own } };
}

/** OpenAI's names for what Anthropic names otherwise. */
const openaiCodes: Readonly<Record<string, string>> = {
  rate_limit_error: "rate_limit_exceeded",
  api_error: "server_error",
  authentication_error: "invalid_api_key",
};
