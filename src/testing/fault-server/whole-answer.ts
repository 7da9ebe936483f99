import type { Usage, WholeAnswer } from "../../models/index.ts";
import type { AnswerFault } from "./types.ts";

/** Fills in what a fault leaves open: an answer that fits the request. */
export function wholeAnswer(answer: AnswerFault, body: Readonly<Record<string, unknown>>): WholeAnswer {
  const { toolCalls = [], refusal = null, servedModel, logProbabilities = null } = answer;
  const text = answer.text ?? (toolCalls.length > 0 || refusal !== null ? "" : "It was sent on Monday.");
  return {
    id: "tierwise",
    createdAt: 1_795_000_000,
    text,
    refusal,
    toolCalls,
    finish: answer.finish ?? (refusal !== null ? "refusal" : toolCalls.length > 0 ? "tool-calls" : "stop"),
    usage: answer.usage ?? usageByLength(body, text),
    isUsageMissing: answer.isUsageMissing ?? false,
    model: servedModel ?? String(body.model),
    logProbabilities,
  };
}

/** About four characters to a token. */
function usageByLength(body: object, text: string): Usage {
  return {
    inputTokens: { noCache: Math.ceil(JSON.stringify(body).length / 4), cacheRead: 0, cacheWrite: 0 },
    outputTokens: { text: Math.ceil(text.length / 4), reasoning: 0 },
  };
}
