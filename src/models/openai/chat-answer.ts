import type { ChatCompletion } from "openai/resources/chat/completions";
import { type WireAnswer, WireError } from "../provider/index.ts";
import type { ModelAnswer, ToolCall, Usage } from "../types.ts";
import { chatUsage } from "./usage.ts";

/** An answer of Chat Completions in our words. */
export function readChatAnswer(data: unknown): WireAnswer {
  const completion = completionIn(data);
  const { message, finish_reason, logprobs } = completion.choices[0]!;
  const toolCalls = (message.tool_calls ?? []).flatMap((call): ToolCall[] =>
    call.type === "function"
      ? [{ id: call.id, name: call.function.name, arguments: call.function.arguments }]
      : [{ id: call.id, name: call.custom.name, arguments: call.custom.input }],
  );
  return chatAnswer({
    text: message.content ?? "",
    refusal: message.refusal ?? null,
    finishReason: finish_reason,
    toolCalls,
    usage: completion.usage,
    model: completion.model,
    tier: completion.service_tier,
    logProbabilities: logprobs?.content?.map(({ logprob }) => logprob),
  });
}

/** Whatever came that is no completion, an error in a response of status 200 too; no choice at all is billed all the same. */
function completionIn(data: unknown): ChatCompletion {
  if (typeof data === "object" && data !== null) {
    if ("error" in data && data.error) throw inBandError(data.error);
    if ("choices" in data && Array.isArray(data.choices) && data.choices[0]?.message) return data as ChatCompletion;
  }
  throw new WireError("expected a chat completion with a choice", {
    failure: "bad-response",
    usage: usageIn(data),
  });
}

function usageIn(data: unknown): Usage | null {
  const { usage, service_tier } = (data ?? {}) as Partial<ChatCompletion>;
  return chatUsage(usage, service_tier).usage;
}

function inBandError(error: unknown): WireError {
  const { message, code, type } = error as { message?: unknown; code?: unknown; type?: unknown };
  const name = [code, type].find((value) => typeof value === "string");
  return new WireError(typeof message === "string" ? message : "an error without a message", {
    ...(typeof name === "string" && { code: name }),
  });
}

export interface ChatParts {
  readonly text: string;
  readonly refusal: string | null;
  readonly finishReason: string | null;
  readonly toolCalls: readonly ToolCall[];
  readonly usage: Parameters<typeof chatUsage>[0];
  readonly model: string | undefined;
  readonly tier: string | null | undefined;
  readonly logProbabilities: readonly number[] | undefined;
}

/** The same from a whole answer and from a stream's pieces. */
export function chatAnswer(parts: ChatParts): WireAnswer {
  const { text, refusal, tier, logProbabilities } = parts;
  // Cut off by the limit, the last call is half a call.
  const toolCalls = parts.finishReason === "length" ? [] : parts.toolCalls;
  return {
    text,
    finishReason: refusal ? "refusal" : finishReasonOf(parts.finishReason),
    ...(refusal && { refusal }),
    ...(toolCalls.length > 0 && { toolCalls }),
    ...chatUsage(parts.usage, tier),
    ...(parts.model && { servedModel: parts.model }),
    ...(tier && { servedTier: tier }),
    ...(logProbabilities && { tokenLogProbabilities: logProbabilities }),
  };
}

function finishReasonOf(reason: string | null): ModelAnswer["finishReason"] {
  switch (reason) {
    case "stop":
    case "length":
      return reason;
    case "tool_calls":
    case "function_call":
      return "tool-calls";
    case "content_filter":
      return "refusal";
    default:
      return "other";
  }
}
