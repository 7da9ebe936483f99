import type { Model, ModelAnswer, ModelRequest } from "../../src/models/index.ts";

/** A model as a user would write one: plays its answers in order, the last one again and again, and keeps what it was asked. */
export function scriptedModel(
  id: string,
  answers: readonly (string | Partial<ModelAnswer>)[],
): Model & { readonly requests: ModelRequest[] } {
  const requests: ModelRequest[] = [];
  return {
    id,
    price: { model: id, inputUsdPerMillion: 1, outputUsdPerMillion: 2, asOf: "2026-01-01", source: "test" },
    requests,
    generate: async (request) => {
      const answer = answers[Math.min(requests.length, answers.length - 1)]!;
      requests.push(request);
      return {
        text: "",
        finishReason: "stop",
        usage: { inputTokens: { noCache: 10, cacheRead: 0, cacheWrite: 0 }, outputTokens: { text: 5, reasoning: 0 } },
        latencyMs: 1,
        ...(typeof answer === "string" ? { text: answer } : answer),
      };
    },
  };
}
