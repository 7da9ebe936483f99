import type { Message } from "./types.ts";

/** The words of one message; images have none. */
export function textOf({ content }: Message): string {
  if (typeof content === "string") return content;
  return content.map((part) => (part.type === "image" ? "" : part.text)).join("\n");
}
