/** A message, or a part of one, as the providers' APIs write them; only text counts. */
export type RequestContent = string | null | undefined | readonly ContentPart[];

export type ContentPart =
  | string
  | { readonly type?: string; readonly text?: unknown; readonly [field: string]: unknown };

export interface RequestMessage {
  readonly role: string;
  readonly content?: RequestContent;
}

export interface UserText {
  readonly text: string;
  /** Images, files, tool results and other parts that hold no text of the user's. */
  readonly otherParts: number;
}

/**
 * The user's own text out of a conversation: the last run of user messages; system prompts, answers, tool results and
 * earlier turns are history. Parts without text are counted, never read.
 */
export function userTextOf(messages: readonly RequestMessage[]): UserText {
  let last = messages.length - 1;
  while (last >= 0 && messages[last]!.role !== "user") last--;
  let first = last;
  while (first > 0 && messages[first - 1]!.role === "user") first--;
  const turns = last < 0 ? [] : messages.slice(first, last + 1);
  const texts: string[] = [];
  let otherParts = 0;
  for (const { content } of turns) {
    for (const part of typeof content === "string" ? [content] : (content ?? [])) {
      const text = textOf(part);
      if (text === undefined) otherParts++;
      else texts.push(text);
    }
  }
  return { text: texts.join("\n\n"), otherParts };
}

function textOf(part: ContentPart): string | undefined {
  if (typeof part === "string") return part;
  const isText = part?.type === undefined || part.type === "text" || part.type === "input_text";
  return isText && typeof part?.text === "string" ? part.text : undefined;
}
