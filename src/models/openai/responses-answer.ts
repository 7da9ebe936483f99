import type { Response, ResponseOutputItem } from "openai/resources/responses/responses";
import { type WireAnswer, WireError } from "../provider/index.ts";
import type { ModelAnswer, ToolCall } from "../types.ts";
import { responsesUsage } from "./usage.ts";

/** An answer of Responses in our words. A response that failed throws, with what it used when it says so. */
export function readResponsesAnswer(data: unknown): WireAnswer {
  const response = responseIn(data);
  const reading = responsesUsage(response.usage, response.service_tier);
  if (response.error || response.status === "failed" || response.status === "cancelled")
    throw new WireError(response.error?.message ?? `the response was ${response.status}`, {
      code: response.error?.code ?? "server_error",
      usage: reading.usage,
    });
  const parts = response.output.flatMap(contentOf);
  const texts = parts.flatMap((part) => (part.type === "output_text" ? [part] : []));
  const refusal = parts.flatMap((part) => (part.type === "refusal" ? [part.refusal] : [])).join("");
  // Cut off by the limit, the last call is half a call.
  const toolCalls = response.status === "incomplete" ? [] : response.output.flatMap(toolCallOf);
  const logProbabilities = texts.flatMap(({ logprobs = [] }) => logprobs.map(({ logprob }) => logprob));
  return {
    text: texts.map(({ text }) => text).join(""),
    finishReason: finishReasonOf(response, refusal, toolCalls),
    ...(refusal && { refusal }),
    ...(toolCalls.length > 0 && { toolCalls }),
    ...reading,
    ...(response.model && { servedModel: response.model }),
    ...(response.service_tier && { servedTier: response.service_tier }),
    ...(logProbabilities.length > 0 && { tokenLogProbabilities: logProbabilities }),
  };
}

function responseIn(data: unknown): Response {
  if (typeof data === "object" && data !== null && "output" in data && Array.isArray(data.output))
    return data as Response;
  throw new WireError("expected a response with its output", { failure: "bad-response" });
}

function contentOf(item: ResponseOutputItem) {
  return item.type === "message" ? item.content : [];
}

function toolCallOf(item: ResponseOutputItem): ToolCall[] {
  if (item.type !== "function_call") return [];
  return [{ id: item.call_id, name: item.name, arguments: item.arguments }];
}

function finishReasonOf(
  { status, incomplete_details }: Response,
  refusal: string,
  toolCalls: readonly ToolCall[],
): ModelAnswer["finishReason"] {
  if (refusal !== "") return "refusal";
  if (status === "incomplete") {
    if (incomplete_details?.reason === "max_output_tokens") return "length";
    return incomplete_details?.reason === "content_filter" ? "refusal" : "other";
  }
  return toolCalls.length > 0 ? "tool-calls" : "stop";
}
