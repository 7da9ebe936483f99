import type { ContentBlock, Message, StopReason } from "@anthropic-ai/sdk/resources/messages";
import { type WireAnswer, WireError } from "../provider/index.ts";
import type { ModelAnswer, ToolCall } from "../types.ts";
import { messagesUsage, tierOf } from "./usage.ts";

/** An answer of Messages in our words. */
export function readMessagesAnswer(data: unknown): WireAnswer {
  const message = messageIn(data);
  const { stop_reason, stop_details, content, usage, model } = message;
  const finishReason = finishReasonOf(stop_reason);
  const text = content.flatMap((block) => (block.type === "text" ? [block.text] : [])).join("");
  // Cut off by the limit, the last call is half a call.
  const toolCalls = finishReason === "length" ? [] : content.flatMap(toolCallOf);
  const servedTier = tierOf(usage ?? {}) ?? usage?.service_tier;
  return {
    text,
    finishReason,
    ...(finishReason === "refusal" && { refusal: stop_details?.explanation ?? text }),
    ...(toolCalls.length > 0 && { toolCalls }),
    ...messagesUsage(usage),
    ...(model && { servedModel: model }),
    ...(servedTier && { servedTier }),
  };
}

function messageIn(data: unknown): Message {
  if (typeof data === "object" && data !== null && "content" in data && Array.isArray(data.content))
    return data as Message;
  throw new WireError("expected a message with its content", { failure: "bad-response" });
}

function toolCallOf(block: ContentBlock): ToolCall[] {
  if (block.type !== "tool_use") return [];
  return [
    {
      id: block.id,
      name: block.name,
      arguments: typeof block.input === "string" ? block.input : JSON.stringify(block.input),
    },
  ];
}

function finishReasonOf(reason: StopReason | null): ModelAnswer["finishReason"] {
  switch (reason) {
    case "end_turn":
    case "stop_sequence":
      return "stop";
    case "max_tokens":
    case "model_context_window_exceeded":
      return "length";
    case "refusal":
      return "refusal";
    case "tool_use":
      return "tool-calls";
    default:
      return "other";
  }
}
