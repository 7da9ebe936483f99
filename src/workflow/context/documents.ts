import type { ContentPart, Message } from "../../models/index.ts";

/** Something that the answer may rest on, cited by its id. */
export interface Document {
  readonly id: string;
  readonly text: string;
  readonly title?: string;
  /** Who may read it; see `permitByLabels`. */
  readonly labels?: readonly string[];
  /** Higher is kept longer when the prompt is full. Default: the order in which they came. */
  readonly relevance?: number;
}

/** On whose behalf a request is made. */
export interface Principal {
  readonly id: string;
  readonly labels?: readonly string[];
}

/** What a retriever is asked. */
export interface Retrieval<Context = unknown> {
  /** The user's own text. */
  readonly text: string;
  readonly context: Context;
  readonly principal?: Principal | undefined;
  readonly tenant?: string | undefined;
  readonly signal: AbortSignal;
}

export type Retrieve<Context = unknown> = (retrieval: Retrieval<Context>) => Promise<readonly Document[]>;

/** The documents go before the last thing that the user says; every other message stays as it is. */
export function withDocuments(messages: readonly Message[], documents: readonly Document[]): readonly Message[] {
  if (documents.length === 0) return messages;
  const last = messages.findLastIndex(({ role }) => role === "user");
  const parts = documents.map(asPart);
  if (last < 0) return [...messages, { role: "user", content: parts }];
  const message = messages[last]!;
  const said: readonly ContentPart[] =
    typeof message.content === "string" ? [{ type: "text", text: message.content }] : message.content;
  return messages.with(last, { role: "user", content: [...parts, ...said] });
}

function asPart({ id, text, title }: Document): ContentPart {
  return { type: "document", id, text, ...(title !== undefined && { title }) };
}
