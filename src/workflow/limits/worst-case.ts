import { type Message, type Model, type ModelRequest, priceOf, type SpendBounds } from "../../models/index.ts";

/** Tokens that a message takes beside its text. */
const perMessage = 16;
/** More than any provider bills for one picture at its finest. */
const perImage = 6_000;

/**
 * No fewer tokens than the provider will count: byte-pair encodings never make more tokens than there are bytes. About four
 * times too many for English, which is the price of never being short.
 */
export function mostInputTokens({ messages, schema, tools }: ModelRequest): number {
  const beside = schema || tools ? bytesOf(JSON.stringify([schema, tools])) : 0;
  return messages.reduce((sum, message) => sum + perMessage + mostTokensOf(message), beside);
}

/** The most that one call can cost, in integer nano-dollars; null when price or length is unbounded. */
export function worstCostOf(model: Model, request: ModelRequest): number | null {
  const output = request.maxOutputTokens ?? model.maxOutputTokens ?? null;
  if (output === null) return null;
  const usage = {
    inputTokens: { noCache: mostInputTokens(request), cacheRead: 0, cacheWrite: 0 },
    outputTokens: { text: output, reasoning: 0 },
  };
  return priceOf(usage, model.price);
}

/** Between nothing and the worst: for calls that end without saying what they spent. */
export function unknownSpend(model: Model, request: ModelRequest): SpendBounds {
  return { leastNanoUsd: 0, mostNanoUsd: worstCostOf(model, request) };
}

function mostTokensOf(message: Message): number {
  const called = message.role === "assistant" && message.toolCalls ? bytesOf(JSON.stringify(message.toolCalls)) : 0;
  const { content } = message;
  if (typeof content === "string") return called + bytesOf(content);
  return content.reduce(
    (sum, part) => sum + (part.type === "image" ? perImage : perMessage + bytesOf(part.text)),
    called,
  );
}

function bytesOf(text: string): number {
  return Buffer.byteLength(text);
}
