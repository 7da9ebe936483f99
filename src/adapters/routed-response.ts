import { eventText, type Usage, type WholeAnswer, type Wire, type WireFailure } from "../models/index.ts";
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

function wholeAnswer({ id, value, toolCalls = [], attempts }: RoutedOutcome): WholeAnswer {
  const passed = attempts.at(-1)?.answer;
  return {
    id,
    createdAt: Math.floor(Date.now() / 1000),
    text: typeof value === "string" ? value : value === undefined ? "" : JSON.stringify(value),
    finish: toolCalls.length > 0 ? "tool-calls" : "stop",
    refusal: null,
    toolCalls: toolCalls.map((call) => ({ ...call, arguments: JSON.stringify(call.arguments) })),
    usage: passed?.usage ?? nothing,
    isUsageMissing: !passed?.usage,
    model: passed?.servedModel ?? attempts.at(-1)?.model ?? "tierwise",
    logProbabilities: null,
  };
}

function failureOf({ status, failure, reason }: RoutedOutcome): WireFailure {
  const message = `tierwise: ${reason}`;
  if (status === "review") return { status: 422, code: "tierwise_review", message };
  const code = `tierwise_${(failure?.kind ?? status).replaceAll("-", "_")}`;
  return { status: failure?.call?.failure === "rate-limit" ? 429 : 422, code, message };
}

function retryHeaders({ failure }: RoutedOutcome, headers: Readonly<Record<string, string>>) {
  const wait = failure?.call?.retryAfterMs;
  return wait === undefined ? headers : { ...headers, "retry-after-ms": String(wait) };
}
