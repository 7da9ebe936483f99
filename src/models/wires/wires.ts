import { readMessagesAnswer } from "../anthropic/messages-answer.ts";
import { messagesReader } from "../anthropic/messages-stream.ts";
import { readChatAnswer } from "../openai/chat-answer.ts";
import { chatReader } from "../openai/chat-stream.ts";
import { readResponsesAnswer } from "../openai/responses-answer.ts";
import { responsesReader } from "../openai/responses-stream.ts";
import type { StreamReader, WireAnswer } from "../provider/index.ts";
import { chatWire } from "./chat-wire.ts";
import { messagesWire } from "./messages-wire.ts";
import { responsesWire } from "./responses-wire.ts";
import type { Wire } from "./wire.ts";

/** The APIs whose words are spoken here. */
export type WireApi = "chat" | "responses" | "messages";

/** How each API says an answer. */
export const wires: Readonly<Record<WireApi, Wire>> = {
  chat: chatWire,
  responses: responsesWire,
  messages: messagesWire,
};

/** How each API's answers are understood. */
export const wireReaders: Readonly<
  Record<WireApi, { readonly read: (data: unknown) => WireAnswer; readonly reader: () => StreamReader }>
> = {
  chat: { read: readChatAnswer, reader: chatReader },
  responses: { read: readResponsesAnswer, reader: responsesReader },
  messages: { read: readMessagesAnswer, reader: messagesReader },
};

const paths: readonly (readonly [string, WireApi])[] = [
  ["/chat/completions", "chat"],
  ["/responses", "responses"],
  ["/v1/messages", "messages"],
];

/** The API that an address belongs to, or null where it is none that makes answers. */
export function wireApiOf(url: string): WireApi | null {
  const { pathname } = new URL(url, "http://localhost");
  return paths.find(([path]) => pathname.endsWith(path))?.[1] ?? null;
}
