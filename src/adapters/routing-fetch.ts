import { InputError } from "../errors/index.ts";
import { type PriceTable, priceCall, type Usage, type Wire, type WireApi, wireApiOf, wires } from "../models/index.ts";
import { type ToolRequest, tell } from "../workflow/index.ts";
import { accountResponse } from "./account-response.ts";
import { rememberOutcome } from "./outcome-of.ts";
import { type Body, isObject, NotRoutable, onLost, type ReadBody } from "./routed-request.ts";
import { failedResponse, routedResponse } from "./routed-response.ts";
import { type Routers, routerOf, workflowOf } from "./routing.ts";

export type Fetch = typeof globalThis.fetch;

/** A call that went to the provider as it was. */
export interface PassedCall {
  readonly api: WireApi;
  readonly model: string;
  readonly status: number;
  /** null where the provider did not say, or the answer was not read to its end. */
  readonly usage: Usage | null;
  /** Integer nano-dollars by the price table; null when usage or price is unknown. */
  readonly costNanoUsd: number | null;
}

export interface WrapOptions {
  /** Told of every call that was not routed, once its answer has been read. */
  readonly onPassedCall?: (call: PassedCall) => void;
  /** Prices those calls; without it their cost is unknown. */
  readonly prices?: PriceTable;
  /** What a routed call cannot carry, `temperature` for one, is refused or left out. Default `refuse`. */
  readonly onUnsupported?: "refuse" | "ignore";
}

export interface RoutingFetchSetup extends WrapOptions {
  readonly fetch: Fetch;
  readonly routers: Routers;
  readonly readBody: Partial<Readonly<Record<WireApi, ReadBody>>>;
}

/**
 * A fetch that answers calls for `tierwise/…` models from a router, and lets every other call pass. Above it sits the
 * provider's own client, whole: its promises, streams, helpers, errors and types are its own.
 */
export function routingFetch(setup: RoutingFetchSetup): Fetch {
  return async (input, init) => {
    const api = wireApiOf(typeof input === "string" || input instanceof URL ? String(input) : input.url);
    const body = api && typeof init?.body === "string" ? parsed(init.body) : null;
    const read = api && setup.readBody[api];
    if (!api || !body || !read) return setup.fetch(input, init);
    const workflow = workflowOf(body.model);
    if (workflow === null) return pass(setup, api, body, await setup.fetch(input, init));
    const call = { setup, wire: wires[api], read, body, workflow, signal: init?.signal ?? undefined };
    return isRepeated(init) ? repeated(call.wire) : route(call);
  };
}

interface RoutedCall {
  readonly setup: RoutingFetchSetup;
  readonly wire: Wire;
  readonly read: ReadBody;
  readonly body: Body;
  readonly workflow: string;
  readonly signal: AbortSignal | undefined;
}

async function route(call: RoutedCall): Promise<Response> {
  const { setup, wire, read, body, workflow, signal } = call;
  const router = routerOf(setup.routers, workflow);
  if (!router) return refused(wire, 404, `no workflow of the name "${workflow}" was given to this client`);
  try {
    const request = read(body, onLost(setup.onUnsupported ?? "refuse"));
    const outcome = await router.run({ ...request, signal } as ToolRequest);
    signal?.throwIfAborted();
    rememberOutcome(outcome);
    return routedResponse(outcome, wire, body.stream === true);
  } catch (error) {
    if (signal?.aborted) throw error;
    // Thrown as it is, the client would take it for a broken connection, and run the whole workflow again.
    const isCallers = error instanceof NotRoutable || InputError.isInstance(error);
    return refused(wire, isCallers ? 400 : 500, error instanceof Error ? error.message : String(error));
  }
}

/** Both clients count in this header how often they have asked already: they do after a timeout of their own. */
function isRepeated(init: RequestInit | undefined): boolean {
  return Number(new Headers(init?.headers).get("x-stainless-retry-count") ?? 0) > 0;
}

/** The workflow was ended with the first call, and its models may have been paid: it is not run again by itself. */
function repeated(wire: Wire): Response {
  const message = "tierwise: the client's timeout ended the workflow; a routed call runs once, so give it a longer one";
  return failedResponse({ status: 408, code: "tierwise_timeout", message }, wire, {});
}

function refused(wire: Wire, status: 400 | 404 | 500, message: string): Response {
  const codes = { 400: "invalid_request_error", 404: "not_found_error", 500: "api_error" };
  return failedResponse({ status, code: codes[status], message: `tierwise: ${message}` }, wire, {});
}

function pass({ onPassedCall, prices }: RoutingFetchSetup, api: WireApi, body: Body, response: Response): Response {
  if (!onPassedCall) return response;
  const model = String(body.model);
  return accountResponse(response, api, (usage) => {
    const price = prices?.rowOf(model, Date.now()) ?? null;
    const { costNanoUsd } = priceCall(usage, price);
    tell("onPassedCall", onPassedCall, { api, model, status: response.status, usage, costNanoUsd });
  });
}

function parsed(text: string): Body | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}
