import type {
  ContentBlock,
  Message,
  Usage as MessageUsage,
  RawMessageStreamEvent,
} from "@anthropic-ai/sdk/resources/messages";
import type { ToolCall, Usage } from "../types.ts";
import { completionTokens, piecesOf, type WholeAnswer, type Wire, type WireEvent } from "./wire.ts";

/** Messages. */
export const messagesWire: Wire = {
  body: message,
  events: (answer) => streamOf(answer).map(named),
  failure: ({ code, message: text }) => ({
    type: "error",
    error: { type: code, message: text },
    request_id: "req_tierwise",
  }),
  failureEvent: ({ code, message: text }) => ({
    event: "error",
    data: { type: "error", error: { type: code, message: text } },
  }),
  requestIdHeader: "request-id",
};

function named(event: RawMessageStreamEvent): WireEvent {
  return { event: event.type, data: event, isContent: event.type === "content_block_delta" };
}

/** Input and a first count of output come at the start, the whole output, counted anew, in `message_delta`. */
function streamOf(answer: WholeAnswer): RawMessageStreamEvent[] {
  const { content, stop_reason, stop_details, ...rest } = message({ ...answer, isUsageMissing: false });
  const { usage } = rest;
  const started: Message = {
    ...rest,
    content: [],
    stop_reason: null,
    stop_details: null,
    usage: { ...usage, output_tokens: 1, output_tokens_details: null },
  };
  const stopped: RawMessageStreamEvent = {
    type: "message_delta",
    delta: { stop_reason, stop_details, stop_sequence: null, container: null },
    usage: {
      input_tokens: usage.input_tokens,
      cache_read_input_tokens: usage.cache_read_input_tokens,
      cache_creation_input_tokens: usage.cache_creation_input_tokens,
      output_tokens: usage.output_tokens,
      output_tokens_details: usage.output_tokens_details,
      server_tool_use: null,
    },
  };
  return [
    { type: "message_start", message: answer.isUsageMissing ? withoutUsage(started) : started },
    ...content.flatMap(blockEvents),
    answer.isUsageMissing ? withoutUsage(stopped) : stopped,
    { type: "message_stop" },
  ];
}

/** As some gateways send it. */
function withoutUsage<Part extends { usage: unknown }>(part: Part): Part {
  return { ...part, usage: undefined };
}

function blockEvents(block: ContentBlock, index: number): RawMessageStreamEvent[] {
  const stop = { type: "content_block_stop" as const, index };
  if (block.type === "text")
    return [
      { type: "content_block_start", index, content_block: { ...block, text: "" } },
      ...piecesOf(block.text).map((text) => ({
        type: "content_block_delta" as const,
        index,
        delta: { type: "text_delta" as const, text },
      })),
      stop,
    ];
  if (block.type !== "tool_use") return [];
  const json = typeof block.input === "string" ? block.input : JSON.stringify(block.input);
  const middle = Math.ceil(json.length / 2);
  return [
    { type: "content_block_start", index, content_block: { ...block, input: {} } },
    ...[json.slice(0, middle), json.slice(middle)].map((partial_json) => ({
      type: "content_block_delta" as const,
      index,
      delta: { type: "input_json_delta" as const, partial_json },
    })),
    stop,
  ];
}

function message(answer: WholeAnswer): Message {
  const { text, toolCalls, refusal, model, usage, isUsageMissing } = answer;
  const texts: ContentBlock[] = text === "" ? [] : [{ type: "text", text, citations: null }];
  const whole = {
    id: `msg_${answer.id}`,
    type: "message",
    role: "assistant",
    model,
    content: [...texts, ...toolCalls.map(toolUse)],
    container: null,
    diagnostics: null,
    stop_reason: stopReason(answer),
    stop_sequence: null,
    stop_details: refusal === null ? null : { type: "refusal", category: null, explanation: refusal },
    usage: messageUsage(usage),
  } satisfies Message;
  return isUsageMissing ? withoutUsage<Message>(whole) : whole;
}

function toolUse({ id, name, arguments: text }: ToolCall): ContentBlock {
  return { type: "tool_use", id, name, input: JSON.parse(text) as unknown, caller: { type: "direct" } };
}

function stopReason({ finish }: WholeAnswer): Message["stop_reason"] {
  const reasons = { stop: "end_turn", length: "max_tokens", refusal: "refusal", "tool-calls": "tool_use" } as const;
  return reasons[finish];
}

/** `input_tokens` excludes cached tokens, `output_tokens` includes thinking. */
function messageUsage(usage: Usage): MessageUsage {
  const { noCache, cacheRead, cacheWrite, cacheWriteByRetention: kept } = usage.inputTokens;
  return {
    input_tokens: noCache,
    cache_read_input_tokens: cacheRead,
    cache_creation_input_tokens: cacheWrite,
    cache_creation: kept
      ? { ephemeral_5m_input_tokens: kept["5m"] ?? 0, ephemeral_1h_input_tokens: kept["1h"] ?? 0 }
      : null,
    output_tokens: completionTokens(usage),
    output_tokens_details: { thinking_tokens: usage.outputTokens.reasoning },
    inference_geo: null,
    server_tool_use: null,
    service_tier: usage.tier === "priority" || usage.tier === "batch" ? usage.tier : "standard",
    speed: usage.tier === "fast" ? "fast" : "standard",
  };
}
