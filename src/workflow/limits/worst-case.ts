import { type Message, type Model, type ModelRequest, type SpendBounds, spendBounds } from "../../models/index.ts";

/** Tokens that a message takes beside its text. */
const perMessage = 16;
/** More than any provider bills for one picture at its finest. */
const perImage = 6_000;

/** The least and the most that one call can cost: as the model says, else by the bytes that it is sent. */
export function boundsOf(model: Model, request: ModelRequest): SpendBounds {
  try {
    return model.spendBounds ? model.spendBounds(request) : boundsByBytes(model, request);
  } catch {
    // what cannot even be written down or priced has no bounds; the call itself then says what is wrong with it
    return { leastNanoUsd: 0, mostNanoUsd: null };
  }
}

function boundsByBytes({ price, maxOutputTokens }: Model, request: ModelRequest): SpendBounds {
  return spendBounds({
    price,
    inputTokensMost: mostInputTokens(request),
    outputTokensMost: request.maxOutputTokens ?? maxOutputTokens ?? null,
  });
}

/**
 * No fewer tokens than will be counted: byte-pair encodings never make more tokens than there are bytes. About four times
 * too many for English, which is the price of never being short.
 */
function mostInputTokens({ messages, schema, tools }: ModelRequest): number {
  const beside = schema || tools ? bytesOf(JSON.stringify([schema, tools])) : 0;
  return messages.reduce((sum, message) => sum + perMessage + mostTokensOf(message), beside);
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
