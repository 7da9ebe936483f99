import { type CallFailure, ModelCallError } from "./model-call-error.ts";
import type { Model, ModelAnswer, ModelRequest, PriceRow } from "./types.ts";

/** What a function may answer with: the text alone, or any part of an answer. */
export type FunctionAnswer = string | Partial<ModelAnswer>;

export interface FunctionModelOptions {
  /** Default: the function's name, or `function`. */
  readonly id?: string;
  readonly price?: PriceRow | null;
  /** Changes whenever the function does; without it nobody can tell that it did. */
  readonly version?: string;
}

/**
 * A model out of a function: an endpoint of one's own, rules, or a stand-in for tests. Usage is unknown unless the
 * function says it. What it throws becomes a `ModelCallError` of kind `server`, unless it is one.
 *
 * @example
 * const shout = functionModel(({ messages }) => String(messages.at(-1)?.content).toUpperCase(), { id: "shout" });
 */
export function functionModel(
  answer: (request: ModelRequest) => FunctionAnswer | Promise<FunctionAnswer>,
  { id = answer.name || "function", price = null, version }: FunctionModelOptions = {},
): Model {
  return {
    id,
    ...(version !== undefined && { version }),
    price,
    generate: async (request) => {
      if (request.signal?.aborted) throw failed(id, "aborted", "stopped by the caller");
      const startedAt = performance.now();
      const given = await Promise.resolve(request)
        .then(answer)
        .catch((error: unknown) => {
          throw ModelCallError.isInstance(error) ? error : failed(id, "server", String(error));
        });
      const latencyMs = performance.now() - startedAt;
      return {
        text: "",
        finishReason: "stop",
        usage: null,
        latencyMs,
        ...(typeof given === "string" ? { text: given } : given),
      };
    },
  };
}

function failed(model: string, failure: CallFailure, message: string): ModelCallError {
  return new ModelCallError(`${model}: ${message}`, { failure, model });
}
