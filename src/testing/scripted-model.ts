import { type Model, type ModelAnswer, ModelCallError, type ModelRequest, type PriceRow } from "../models/index.ts";

/** What a scripted model does with one request: a text, any part of an answer, or an error to throw. */
export type ScriptedAnswer = string | Partial<ModelAnswer> | Error;

export interface ScriptedModelOptions {
  /** Default: `scripted`. */
  readonly id?: string;
  /** Default: one dollar per million tokens in, two out. */
  readonly price?: PriceRow | null;
}

export interface ScriptedModel extends Model {
  /** Every request so far. */
  readonly requests: readonly ModelRequest[];
}

/**
 * A model that gives its answers in turn, the last one again and again, and keeps what it was asked. What is left out of an
 * answer is made up: ten tokens in, five out.
 *
 * @example
 * const small = scriptedModel(["not JSON", '{"status":"sent"}']);
 */
export function scriptedModel(
  answers: readonly [ScriptedAnswer, ...ScriptedAnswer[]],
  { id = "scripted", price = scriptedPrice(id) }: ScriptedModelOptions = {},
): ScriptedModel {
  const requests: ModelRequest[] = [];
  return {
    id,
    price,
    requests,
    generate: async (request) => {
      if (request.signal?.aborted)
        throw new ModelCallError(`${id}: stopped by the caller`, { failure: "aborted", model: id });
      const answer = answers[Math.min(requests.length, answers.length - 1)]!;
      requests.push(request);
      if (answer instanceof Error) throw answer;
      return { ...made, ...(typeof answer === "string" ? { text: answer } : answer) };
    },
  };
}

const made: ModelAnswer = {
  text: "",
  finishReason: "stop",
  usage: { inputTokens: { noCache: 10, cacheRead: 0, cacheWrite: 0 }, outputTokens: { text: 5, reasoning: 0 } },
  latencyMs: 1,
};

function scriptedPrice(model: string): PriceRow {
  return { model, inputUsdPerMillion: 1, outputUsdPerMillion: 2, asOf: "2026-01-01", source: "made up for a test" };
}
