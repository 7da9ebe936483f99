import type { ChatCompletionChunk } from "openai/resources/chat/completions";
import type { StreamReader, WireAnswer } from "../provider/index.ts";
import type { ToolCall } from "../types.ts";
import { chatAnswer } from "./chat-answer.ts";
import { chatUsage } from "./usage.ts";

/** Reads a stream of Chat Completions. It is complete once the finish reason has come; usage follows in a chunk of its own. */
export function chatReader(): StreamReader {
  let text = "";
  let refusal = "";
  let finishReason: string | null = null;
  let hasBegun = false;
  let last: Pick<ChatCompletionChunk, "model" | "service_tier"> | undefined;
  let usage: ChatCompletionChunk["usage"];
  const calls = new Map<number, { id: string; name: string; arguments: string }>();
  const logProbabilities: number[] = [];

  const addCalls = (deltas: ChatCompletionChunk.Choice.Delta["tool_calls"]): void => {
    for (const { index, id, function: piece } of deltas ?? []) {
      const call = calls.get(index) ?? { id: "", name: "", arguments: "" };
      calls.set(index, {
        id: call.id || (id ?? ""),
        name: call.name + (piece?.name ?? ""),
        arguments: call.arguments + (piece?.arguments ?? ""),
      });
    }
  };

  return {
    read: (event) => {
      const chunk = event as ChatCompletionChunk;
      last = { model: chunk.model, ...(chunk.service_tier != null && { service_tier: chunk.service_tier }) };
      if (chunk.usage) usage = chunk.usage;
      const choice = chunk.choices?.[0];
      if (!choice) return "";
      const { content, refusal: refused, tool_calls } = choice.delta ?? {};
      if (content || refused || tool_calls?.length) hasBegun = true;
      if (choice.finish_reason) finishReason = choice.finish_reason;
      for (const { logprob } of choice.logprobs?.content ?? []) logProbabilities.push(logprob);
      addCalls(tool_calls);
      refusal += refused ?? "";
      text += content ?? "";
      return content ?? "";
    },
    get hasBegun() {
      return hasBegun;
    },
    get text() {
      return text;
    },
    get knownUsage() {
      return chatUsage(usage, last?.service_tier).usage;
    },
    answer: (): WireAnswer | null => {
      if (finishReason === null) return null;
      const toolCalls: ToolCall[] = [...calls].sort(([one], [two]) => one - two).map(([, call]) => call);
      return chatAnswer({
        text,
        refusal: refusal === "" ? null : refusal,
        finishReason,
        toolCalls,
        usage,
        model: last?.model,
        tier: last?.service_tier,
        logProbabilities: logProbabilities.length > 0 ? logProbabilities : undefined,
      });
    },
  };
}
