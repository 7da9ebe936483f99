import { InputError } from "../errors/index.ts";
import type { SdkClient } from "../models/index.ts";
import type { Routers } from "./routing.ts";
import { type Fetch, type RoutingFetchSetup, routingFetch, type WrapOptions } from "./routing-fetch.ts";

/** A client like the one given, of the same class, whose fetch goes by the router. The one given is left as it was. */
export function wrapClient<Client extends SdkClient>(
  client: Client,
  routers: Routers,
  options: WrapOptions & Pick<RoutingFetchSetup, "readBody">,
): Client {
  if (typeof client?.withOptions !== "function")
    throw new InputError("expected a client of the provider's SDK, made with `new OpenAI(…)` or `new Anthropic(…)`");
  const own: unknown = Reflect.get(client, "fetch");
  const fetch = typeof own === "function" ? (own as Fetch) : globalThis.fetch;
  return client.withOptions({ fetch: routingFetch({ ...options, fetch, routers }) } as never) as Client;
}
