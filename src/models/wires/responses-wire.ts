import type {
  Response,
  ResponseOutputItem,
  ResponseOutputMessage,
  ResponseStreamEvent,
  ResponseUsage,
} from "openai/resources/responses/responses";
import type { Usage } from "../types.ts";
import { openaiFailure } from "./openai-failure.ts";
import { completionTokens, piecesOf, promptTokens, type WholeAnswer, type Wire, type WireEvent } from "./wire.ts";

const itemId = "msg_tierwise";

/** Responses. */
export const responsesWire: Wire = {
  body: (answer) => response(answer),
  events: (answer) => numbered(streamOf(answer)),
  ...openaiFailure,
  failureEvent: ({ code, message }) => ({
    event: "error",
    data: { type: "error", code, message, param: null, sequence_number: 1 } satisfies ResponseStreamEvent,
  }),
};

type OneEvent = ResponseStreamEvent extends infer Event
  ? Event extends { sequence_number: number }
    ? Omit<Event, "sequence_number">
    : never
  : never;

function streamOf(answer: WholeAnswer): OneEvent[] {
  const { output, ...begun } = { ...response(answer), status: "in_progress" as const };
  const { usage: _, ...unbilled } = begun;
  const ended = response(answer);
  return [
    { type: "response.created", response: { ...unbilled, output: [] } },
    ...(answer.refusal === null ? textEvents(answer) : refusalEvents(answer.refusal)),
    ...callEvents(answer),
    ended.status === "incomplete"
      ? { type: "response.incomplete", response: ended }
      : { type: "response.completed", response: { ...ended, output } },
  ];
}

function textEvents({ text }: WholeAnswer): OneEvent[] {
  return piecesOf(text).map((delta) => ({
    type: "response.output_text.delta",
    delta,
    item_id: itemId,
    output_index: 0,
    content_index: 0,
    logprobs: [],
  }));
}

function refusalEvents(delta: string): OneEvent[] {
  return [{ type: "response.refusal.delta", delta, item_id: itemId, output_index: 0, content_index: 0 }];
}

function callEvents({ toolCalls }: WholeAnswer): OneEvent[] {
  return toolCalls.flatMap(({ arguments: text }, index) => {
    const middle = Math.ceil(text.length / 2);
    return [text.slice(0, middle), text.slice(middle)].map((delta) => ({
      type: "response.function_call_arguments.delta" as const,
      delta,
      item_id: `fc_${index}`,
      output_index: index,
    }));
  });
}

function numbered(events: readonly OneEvent[]): WireEvent[] {
  return events.map((event, sequence_number) => ({
    event: event.type,
    data: { ...event, sequence_number },
    isContent: event.type.endsWith(".delta"),
  }));
}

function response(answer: WholeAnswer) {
  return {
    id: `resp_${answer.id}`,
    object: "response",
    created_at: answer.createdAt,
    model: answer.model,
    status: answer.finish === "length" ? "incomplete" : "completed",
    incomplete_details: answer.finish === "length" ? { reason: "max_output_tokens" } : null,
    error: null,
    access_programs: null,
    instructions: null,
    metadata: {},
    output: outputOf(answer),
    output_text: answer.text,
    parallel_tool_calls: true,
    temperature: null,
    top_p: null,
    tool_choice: "auto",
    tools: [],
    service_tier: (answer.usage.tier ?? "default") as NonNullable<Response["service_tier"]>,
    ...(!answer.isUsageMissing && { usage: responseUsage(answer.usage) }),
  } satisfies Response;
}

function outputOf(answer: WholeAnswer): ResponseOutputItem[] {
  const calls = answer.toolCalls.map(({ id, name, arguments: text }) => ({
    type: "function_call" as const,
    id: `fc_${id}`,
    call_id: id,
    name,
    arguments: text,
    status: "completed" as const,
  }));
  return answer.text === "" && answer.refusal === null ? calls : [messageOf(answer), ...calls];
}

function messageOf({ text, refusal, finish, logProbabilities }: WholeAnswer): ResponseOutputMessage {
  const logprobs = (logProbabilities ?? []).map((logprob) => ({ token: "t", bytes: [116], logprob, top_logprobs: [] }));
  return {
    id: itemId,
    type: "message",
    role: "assistant",
    status: finish === "length" ? "incomplete" : "completed",
    content:
      refusal === null ? [{ type: "output_text", text, annotations: [], logprobs }] : [{ type: "refusal", refusal }],
  };
}

function responseUsage(usage: Usage): ResponseUsage {
  const { cacheRead, cacheWrite, cacheWriteByRetention: kept } = usage.inputTokens;
  return {
    input_tokens: promptTokens(usage),
    input_tokens_details: {
      cached_tokens: cacheRead,
      cache_write_tokens: cacheWrite,
      ...(kept && {
        cache_write_tokens_details: { ttl_30m_tokens: kept["30m"] ?? 0, ttl_12h_tokens: kept["12h"] ?? 0 },
      }),
    },
    output_tokens: completionTokens(usage),
    output_tokens_details: { reasoning_tokens: usage.outputTokens.reasoning },
    total_tokens: promptTokens(usage) + completionTokens(usage),
  };
}
