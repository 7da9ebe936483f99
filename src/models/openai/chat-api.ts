import type { ProviderApi } from "../provider/index.ts";
import { readChatAnswer } from "./chat-answer.ts";
import { writeChatRequest } from "./chat-request.ts";
import { chatReader } from "./chat-stream.ts";
import type { OpenAIClient } from "./openai-client.ts";
import type { OpenAISetup } from "./openai-setup.ts";

/** Chat Completions, by `.create()`: the client's `.parse()` loses the answer and its usage where it fails. */
export function chatApi(setup: OpenAISetup): ProviderApi {
  return {
    write: (request) => writeChatRequest(request, setup),
    send: (client, body, options) =>
      (client as OpenAIClient).chat.completions.create(body as never, options as never) as ReturnType<
        ProviderApi["send"]
      >,
    streaming: { stream: true, stream_options: { include_usage: true } },
    read: readChatAnswer,
    reader: chatReader,
  };
}
