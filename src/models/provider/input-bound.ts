import type { Message, ModelRequest } from "../types.ts";

/** What providers put around the caller's words: role marks, the frame of the tools, the instruction to write JSON. */
const overheadTokens = 2000;
const overheadTokensPerMessage = 50;

/**
 * A number of input tokens that the request cannot exceed, or null where there is no telling (images).
 *
 * A token of a byte-level tokenizer stands for at least one byte, so the bytes of the whole body bound its tokens; JSON's
 * escapes only add to them.
 */
export function inputTokensMost(body: object, { messages }: ModelRequest): number | null {
  if (messages.some(hasImage)) return null;
  return Buffer.byteLength(JSON.stringify(body)) + overheadTokens + overheadTokensPerMessage * messages.length;
}

export function hasImage({ content }: Message): boolean {
  return typeof content !== "string" && content.some(({ type }) => type === "image");
}
