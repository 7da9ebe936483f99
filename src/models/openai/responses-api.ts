import type { ProviderApi } from "../provider/index.ts";
import type { OpenAIClient } from "./openai-client.ts";
import type { OpenAISetup } from "./openai-setup.ts";
import { readResponsesAnswer } from "./responses-answer.ts";
import { writeResponsesRequest } from "./responses-request.ts";
import { responsesReader } from "./responses-stream.ts";

/** Responses, by `.create()`. */
export function responsesApi(setup: OpenAISetup): ProviderApi {
  return {
    write: (request) => writeResponsesRequest(request, setup),
    send: (client, body, options) =>
      (client as OpenAIClient).responses.create(body as never, options as never) as ReturnType<ProviderApi["send"]>,
    streaming: { stream: true },
    read: readResponsesAnswer,
    reader: responsesReader,
  };
}
