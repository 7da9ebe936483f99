import {
  type CallFacts,
  type Model,
  type ModelAnswer,
  ModelCallError,
  type ModelEvent,
  type ModelRequest,
  type PriceRow,
} from "../../src/models/index.ts";

/** One dollar per million tokens in, two out: an answer of `answer()` costs 20,000 nano-dollars. */
export function testPrice(model: string): PriceRow {
  return { model, inputUsdPerMillion: 1, outputUsdPerMillion: 2, asOf: "2026-01-01", source: "test" };
}

export function answer(text: string, rest: Partial<ModelAnswer> = {}): ModelAnswer {
  return {
    text,
    finishReason: "stop",
    usage: { inputTokens: { noCache: 10, cacheRead: 0, cacheWrite: 0 }, outputTokens: { text: 5, reasoning: 0 } },
    latencyMs: 1,
    ...rest,
  };
}

export function callError(failure: CallFacts["failure"], rest: Partial<CallFacts> = {}): ModelCallError {
  return new ModelCallError(failure, { failure, model: "m", ...rest });
}

export type Reply = string | ModelAnswer | Error | ((request: ModelRequest) => Promise<ModelAnswer>);

export type ReplyingModel = Model & { readonly requests: ModelRequest[] };

/** Gives its replies in turn, the last one again and again: texts, answers, errors to throw, or functions. */
export function replyingModel(id: string, replies: readonly Reply[], rest: Partial<Model> = {}): ReplyingModel {
  const requests: ModelRequest[] = [];
  return {
    id,
    price: testPrice(id),
    requests,
    generate: async (request) => {
      const reply = replies[Math.min(requests.length, replies.length - 1)]!;
      requests.push(request);
      if (reply instanceof Error) throw reply;
      if (typeof reply === "function") return reply(request);
      return typeof reply === "string" ? answer(reply) : reply;
    },
    ...rest,
  };
}

export type Piece = string | ModelAnswer | Error | "hang";

/** Streams one list of pieces per call: texts (or `begin`), an answer that ends it, an error, or `hang` to wait for the abort. */
export function streamingModel(
  id: string,
  calls: readonly (readonly Piece[])[],
  rest: Partial<Model> = {},
): ReplyingModel {
  const requests: ModelRequest[] = [];
  async function* stream(request: ModelRequest): AsyncGenerator<ModelEvent> {
    const pieces = calls[Math.min(requests.length, calls.length - 1)]!;
    requests.push(request);
    for (const piece of pieces) {
      if (piece instanceof Error) throw piece;
      if (piece === "hang") await untilAborted(request);
      else if (piece === "begin") yield { type: "begin" };
      else if (typeof piece === "string") yield { type: "text", text: piece };
      else yield { type: "end", answer: piece };
    }
  }
  return {
    id,
    price: testPrice(id),
    requests,
    generate: () => Promise.reject(new Error("asked without a stream")),
    stream,
    ...rest,
  };
}

/** A call that ends only when it is told to. */
export function untilAborted({ signal }: ModelRequest): Promise<never> {
  return new Promise((_, reject) => {
    const stop = (): void => reject(callError("aborted", { spend: { leastNanoUsd: 0, mostNanoUsd: 70_000 } }));
    if (signal?.aborted) stop();
    else signal?.addEventListener("abort", stop, { once: true });
  });
}
