import type { ProviderApi } from "../provider/index.ts";
import type { AnthropicClient } from "./anthropic-client.ts";
import { readMessagesAnswer } from "./messages-answer.ts";
import { type MessagesSetup, writeMessagesRequest } from "./messages-request.ts";
import { messagesReader } from "./messages-stream.ts";

/** Messages, by `.create()`: the client's `.parse()` loses the answer and its usage where it fails. */
export function messagesApi(setup: MessagesSetup): ProviderApi {
  return {
    write: (request) => writeMessagesRequest(request, setup),
    send: (client, body, options) =>
      (client as AnthropicClient).messages.create(body as never, options as never) as ReturnType<ProviderApi["send"]>,
    streaming: { stream: true },
    read: readMessagesAnswer,
    reader: messagesReader,
  };
}
