import type { AnthropicClient } from "../../models/index.ts";
import type { Routers } from "../routing.ts";
import type { WrapOptions } from "../routing-fetch.ts";
import { wrapClient } from "../wrap-client.ts";
import { readMessagesBody } from "./read-messages-body.ts";

/**
 * An `@anthropic-ai/sdk` client whose model `tierwise/auto` is the router (or `tierwise/<name>`, where several are
 * given), streamed or not. Any other model goes to the provider as before.
 *
 * @example
 * const client = wrapAnthropic(new Anthropic(), router);
 * const message = await client.messages.create({ model: "tierwise/auto", max_tokens: 1000, messages });
 */
export function wrapAnthropic<Client extends AnthropicClient>(
  client: Client,
  routers: Routers,
  options: WrapOptions = {},
): Client {
  return wrapClient(client, routers, { ...options, readBody: { messages: readMessagesBody } });
}
