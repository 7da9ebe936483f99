import type { OpenAIClient } from "../../models/index.ts";
import type { Routers } from "../routing.ts";
import type { WrapOptions } from "../routing-fetch.ts";
import { wrapClient } from "../wrap-client.ts";
import { readChatBody } from "./read-chat-body.ts";
import { readResponsesBody } from "./read-responses-body.ts";

/**
 * An `openai` client whose model `tierwise/auto` is the router (or `tierwise/<name>`, where several are given), in Chat
 * Completions and Responses, streamed or not. Any other model goes to the provider as before.
 *
 * @example
 * const client = wrapOpenAI(new OpenAI(), router);
 * const completion = await client.chat.completions.create({ model: "tierwise/auto", messages });
 */
export function wrapOpenAI<Client extends OpenAIClient>(
  client: Client,
  routers: Routers,
  options: WrapOptions = {},
): Client {
  return wrapClient(client, routers, { ...options, readBody: { chat: readChatBody, responses: readResponsesBody } });
}
