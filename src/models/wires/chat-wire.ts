import type {
  ChatCompletion,
  ChatCompletionChunk,
  ChatCompletionTokenLogprob,
} from "openai/resources/chat/completions";
import type { CompletionUsage } from "openai/resources/completions";
import type { Usage } from "../types.ts";
import { openaiFailure } from "./openai-failure.ts";
import { completionTokens, piecesOf, promptTokens, type WholeAnswer, type Wire } from "./wire.ts";

/** Chat Completions. */
export const chatWire: Wire = {
  body: (answer) =>
    ({
      id: `chatcmpl-${answer.id}`,
      object: "chat.completion",
      created: answer.createdAt,
      model: answer.model,
      choices: [
        {
          index: 0,
          finish_reason: finishReason(answer),
          logprobs: answer.logProbabilities && { content: answer.logProbabilities.map(tokenLogprob), refusal: null },
          message: {
            role: "assistant",
            content: answer.toolCalls.length > 0 && answer.text === "" ? null : answer.text,
            refusal: answer.refusal,
            ...(answer.toolCalls.length > 0 && {
              tool_calls: answer.toolCalls.map((call) => ({
                id: call.id,
                type: "function" as const,
                function: { name: call.name, arguments: call.arguments },
              })),
            }),
          },
        },
      ],
      ...serviceTier(answer),
      ...(!answer.isUsageMissing && { usage: chatUsage(answer.usage) }),
    }) satisfies ChatCompletion,
  events: (answer) => [
    chunk(answer, { role: "assistant", content: "" }),
    ...piecesOf(answer.text).map((content) => ({ ...chunk(answer, { content }), isContent: true })),
    ...(answer.refusal === null ? [] : [{ ...chunk(answer, { refusal: answer.refusal }), isContent: true }]),
    ...toolCallChunks(answer),
    chunk(answer, {}, finishReason(answer)),
    ...(answer.isUsageMissing ? [] : [{ data: { ...base(answer), choices: [], usage: chatUsage(answer.usage) } }]),
    { data: "[DONE]" },
  ],
  ...openaiFailure,
};

function base(answer: WholeAnswer) {
  return {
    id: `chatcmpl-${answer.id}`,
    object: "chat.completion.chunk" as const,
    created: answer.createdAt,
    model: answer.model,
    ...serviceTier(answer),
  };
}

function chunk(
  answer: WholeAnswer,
  delta: ChatCompletionChunk.Choice.Delta,
  finish_reason: ChatCompletionChunk.Choice["finish_reason"] = null,
) {
  return { data: { ...base(answer), choices: [{ index: 0, delta, finish_reason }] } satisfies ChatCompletionChunk };
}

/** The name first, then the arguments in two halves, as the API does. */
function toolCallChunks(answer: WholeAnswer) {
  return answer.toolCalls.flatMap(({ id: callId, name, arguments: text }, index) => {
    const middle = Math.ceil(text.length / 2);
    const start = { index, id: callId, type: "function" as const, function: { name, arguments: "" } };
    const halves = [text.slice(0, middle), text.slice(middle)].map((piece) => ({
      index,
      function: { arguments: piece },
    }));
    return [start, ...halves].map((call) => ({ ...chunk(answer, { tool_calls: [call] }), isContent: true }));
  });
}

function finishReason({ finish }: WholeAnswer) {
  if (finish === "tool-calls") return "tool_calls" as const;
  return finish === "refusal" ? ("stop" as const) : finish;
}

/** `prompt_tokens` includes cached tokens, `completion_tokens` includes reasoning. */
function chatUsage(usage: Usage): CompletionUsage {
  return {
    prompt_tokens: promptTokens(usage),
    completion_tokens: completionTokens(usage),
    total_tokens: promptTokens(usage) + completionTokens(usage),
    prompt_tokens_details: {
      cached_tokens: usage.inputTokens.cacheRead,
      cache_write_tokens: usage.inputTokens.cacheWrite,
      audio_tokens: 0,
    },
    completion_tokens_details: {
      reasoning_tokens: usage.outputTokens.reasoning,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  };
}

function serviceTier({ usage }: WholeAnswer): Pick<ChatCompletion, "service_tier"> {
  return { service_tier: (usage.tier ?? "default") as NonNullable<ChatCompletion["service_tier"]> };
}

function tokenLogprob(logprob: number): ChatCompletionTokenLogprob {
  return { token: "t", bytes: [116], logprob, top_logprobs: [] };
}
