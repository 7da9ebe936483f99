import { eventText, type Usage, type WholeAnswer, type Wire, type WireFailure } from "../models/index.ts";
import { acceptedAttempt } from "../workflow/index.ts";
import type { RoutedOutcome } from "./routing.ts";

const nothing: Usage = {
  inputTokens: { noCache: 0, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { text: 0, reasoning: 0 },
};

/** An outcome as the API would have said it; text is given only once it has passed. */
export function routedResponse(outcome: RoutedOutcome, wire: Wire, isStream: boolean): Response {
  const headers = { [wire.requestIdHeader]: outcome.id };
  if (outcome.status !== "accepted") return failedResponse(failureOf(outcome), wire, retryHeaders(outcome, headers));
  const answer = wholeAnswer(outcome);
  if (!isStream) return Response.json(wire.body(answer), { headers });
  const events = wire.events(answer).map(eventText).join("");
  return new Response(events, { headers: { ...headers, "content-type": "text/event-stream; charset=utf-8" } });
}

/** Not to be asked again: the router has retried what is worth it. */
export function failedResponse(failure: WireFailure, wire: Wire, headers: Readonly<Record<string, string>>): Response {
  return Response.json(wire.failure(failure), {
    status: failure.status,
    headers: { ...headers, "x-should-retry": "false" },
  });
}

/** With the usage of the answer that is given; an answer from the cache used nothing. */
function wholeAnswer(outcome: RoutedOutcome): WholeAnswer {
  const { id, value, toolCalls = [], attempts } = outcome;
  const passed = acceptedAttempt(outcome);
  const usage = attempts.length === 0 ? nothing : passed?.answer?.usage;
  return {
    id,
    createdAt: Math.floor(Date.now() / 1000),
    text: typeof value === "string" ? value : value === undefined ? "" : JSON.stringify(value),
    finish: toolCalls.length > 0 ? "tool-calls" : "stop",
    refusal: null,
    toolCalls: toolCalls.map((call) => ({ ...call, arguments: JSON.stringify(call.arguments) })),
    usage: usage ?? nothing,
    isUsageMissing: !usage,
    model: passed?.answer?.servedModel ?? passed?.model ?? "tierwise",
    logProbabilities: null,
  };
}

function failureOf(outcome: RoutedOutcome): WireFailure {
  const message = `tierwise: ${outcome.reason}`;
  if (outcome.status === "review") return { status: 422, code: "tierwise_review", message };
  const code = `tierwise_${(failedWith(outcome)?.kind ?? outcome.status).replaceAll("-", "_")}`;
  return { status: callOf(outcome)?.failure === "rate-limit" ? 429 : 422, code, message };
}

function retryHeaders(outcome: RoutedOutcome, headers: Readonly<Record<string, string>>) {
  const wait = callOf(outcome)?.retryAfterMs;
  return wait === undefined ? headers : { ...headers, "retry-after-ms": String(wait) };
}

function failedWith(outcome: RoutedOutcome) {
  return outcome.status === "accepted" ? undefined : outcome.failure;
}

function callOf(outcome: RoutedOutcome) {
  const failure = failedWith(outcome);
  return failure && "call" in failure ? failure.call : undefined;
}
