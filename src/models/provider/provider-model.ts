import { InputError } from "../../errors/index.ts";
import { rateLimitOf } from "../call-failure/index.ts";
import { textOf } from "../message-text.ts";
import { modelVersion } from "../model-version.ts";
import { inputTokensOf, spendBounds } from "../prices/index.ts";
import type { Model, ModelAnswer, ModelEvent, ModelRequest, PriceRow } from "../types.ts";
import { type CallState, callError } from "./call-error.ts";
import { startLimits } from "./call-limits.ts";
import { type SdkClient, type WatchedClient, watchedClient } from "./derived-client.ts";
import { hasImage, inputTokensMost } from "./input-bound.ts";
import { priceNow } from "./price-now.ts";
import type { ProviderApi, StreamReader, WireAnswer, WrittenRequest } from "./provider-api.ts";
import type { ProviderModelOptions } from "./provider-options.ts";
import { sentSecrets } from "./sent-secrets.ts";
import { WireError } from "./wire-error.ts";

export interface ProviderModelSetup {
  readonly client: SdkClient;
  readonly api: ProviderApi;
  /** What the API is called, and how it is spoken. */
  readonly apiName: string;
  readonly options: ProviderModelOptions;
  /** The provider's own address; elsewhere its list prices need not hold. */
  readonly homeUrl: string;
  readonly maxOutputTokens: number | null;
}

/** The set-up, with what is made of it once for all calls. */
interface ReadyModel extends ProviderModelSetup {
  readonly watched: WatchedClient;
  readonly priceNow: () => PriceRow | null;
}

const defaultTimeoutMs = 600_000;
/** The client keeps time as well; ours is to speak first. */
const graceMs = 5000;
const defaultMaxAnswerBytes = 10_000_000;

/**
 * A model behind a provider's client. Every call goes out once, through a client derived from it with a bounded fetch, and
 * with `maxRetries: 0`: asking again is the workflow's decision, and two layers that retry multiply.
 */
export function providerModel(setup: ProviderModelSetup): Model {
  const { options, maxOutputTokens } = setup;
  if (typeof setup.client?.withOptions !== "function")
    throw new InputError("expected a client of the provider's SDK, made with `new OpenAI(…)` or `new Anthropic(…)`");
  const ready = readyModel(setup);
  const stream = (request: ModelRequest): AsyncIterable<ModelEvent> => streamAnswer(ready, request);
  return {
    id: options.id ?? (options.effort ? `${options.model}@${options.effort}` : options.model),
    version: versionOf(setup),
    get price() {
      return ready.priceNow();
    },
    maxOutputTokens: options.maxOutputTokens ?? maxOutputTokens,
    generate: (request) =>
      options.firstTokenTimeoutMs === undefined ? fetchAnswer(ready, request) : lastOf(stream(request)),
    stream,
    spendBounds: (request) => {
      const written = setup.api.write(request);
      return spendBounds({
        price: ready.priceNow(),
        inputTokensMost: inputTokensMost(written.body, request),
        outputTokensMost: written.outputTokensMost ?? maxOutputTokens,
      });
    },
  };
}

function readyModel(setup: ProviderModelSetup): ReadyModel {
  const { client, options, homeUrl } = setup;
  return {
    ...setup,
    watched: watchedClient(client, options.maxAnswerBytes ?? defaultMaxAnswerBytes),
    priceNow: priceNow(options, new URL(client.baseURL).origin === homeUrl),
  };
}

/** Where the model is and all that is sent beside a request. */
function versionOf({ client, apiName, options, maxOutputTokens }: ProviderModelSetup): string {
  const { model, effort, parameters } = options;
  const most = options.maxOutputTokens ?? maxOutputTokens;
  return modelVersion([client.baseURL, apiName, model, effort, parameters, most]);
}

async function fetchAnswer(setup: ReadyModel, request: ModelRequest): Promise<ModelAnswer> {
  const call = startCall(setup, request);
  let isAnswered = false;
  try {
    const sent = await call.send({});
    isAnswered = true;
    return call.finish(setup.api.read(sent.data), sent);
  } catch (error) {
    throw call.fail(error);
  } finally {
    call.end(isAnswered);
  }
}

async function* streamAnswer(setup: ReadyModel, request: ModelRequest): AsyncGenerator<ModelEvent> {
  const call = startCall(setup, request, setup.api.reader());
  const reader = call.reader!;
  try {
    const sent = await call.send(setup.api.streaming);
    for await (const event of eventsOf(sent)) {
      const text = reader.read(event);
      if (reader.hasBegun && call.begin()) yield { type: "begin" };
      if (text !== "") yield { type: "text", text };
    }
    yield { type: "end", answer: call.finish(wholeAnswer(reader), sent) };
  } catch (error) {
    throw call.fail(error);
  } finally {
    call.end();
  }
}

type Sent = Awaited<ReturnType<ReturnType<ProviderApi["send"]>["withResponse"]>>;

/** A proxy's page of HTML has no events, and would pass for a stream that ended early. */
function eventsOf({ data, response }: Sent): AsyncIterable<unknown> {
  const type = response.headers.get("content-type") ?? "";
  if (!type.includes("text/event-stream"))
    throw new WireError(`expected a stream of events, got content type "${type}"`, { failure: "bad-response" });
  return data as AsyncIterable<unknown>;
}

/** The clients end an aborted stream without a word; an answer that was complete by then is taken all the same. */
function wholeAnswer(reader: StreamReader): WireAnswer {
  const answer = reader.answer();
  if (answer) return answer;
  throw new WireError("the stream closed without saying that it is complete", { failure: "cut-off" });
}

async function lastOf(events: AsyncIterable<ModelEvent>): Promise<ModelAnswer> {
  let answer: ModelAnswer | undefined;
  for await (const event of events) if (event.type === "end") answer = event.answer;
  return answer!;
}

function startCall(setup: ReadyModel, request: ModelRequest, reader: StreamReader | null = null) {
  const { options, api, watched } = setup;
  const written = api.write(request);
  const { timeoutMs = defaultTimeoutMs } = options;
  const limits = startLimits({
    signal: request.signal,
    timeoutMs,
    firstTokenTimeoutMs: reader ? options.firstTokenTimeoutMs : undefined,
  });
  const watch = watched.watch(limits.signal);
  const state: CallState = {
    model: options.model,
    limits,
    watch,
    reader,
    bounds: (knownUsage) =>
      spendBounds({
        price: setup.priceNow(),
        inputTokensMost: inputTokensMost(written.body, request),
        outputTokensMost: written.outputTokensMost ?? setup.maxOutputTokens,
        knownUsage,
      }),
    secrets: () => [...secretsOf(setup.client), ...sentSecrets(watch.sent)],
  };
  const startedAt = performance.now();
  let firstTokenMs: number | undefined;
  return {
    ...state,
    /** Whether this is the first that came. */
    begin: (): boolean => {
      const isFirst = firstTokenMs === undefined;
      firstTokenMs ??= performance.now() - startedAt;
      limits.firstTokenCame();
      return isFirst;
    },
    send: async (streaming: object): Promise<Sent> => {
      if (limits.tripped) throw new Error("stopped before it was sent");
      const body = { ...written.body, ...streaming };
      const own = { timeout: timeoutMs + graceMs, maxRetries: 0, ...watched.marked(watch) };
      return limits.within(api.send(watched.client(), body, own).withResponse());
    },
    finish: (answer: WireAnswer, sent: Sent): ModelAnswer => {
      options.tokenEstimator?.observe(options.model, charactersOf(request), inputTokensOf(answer.usage) ?? 0);
      return {
        ...finished(answer, written, state),
        ...received(sent),
        latencyMs: performance.now() - startedAt,
        ...(firstTokenMs !== undefined && { firstTokenMs }),
      };
    },
    fail: (error: unknown) => callError(error, state),
    end: (isAnswered = false) => {
      watched.unwatch(watch);
      limits.end(isAnswered);
    },
  };
}

/** The answer in the words of the schema that was asked for, with bounds where the provider did not say what it used. */
function finished(
  answer: WireAnswer,
  { restore, schemaLosses }: WrittenRequest,
  call: CallState,
): WireAnswer & Partial<ModelAnswer> {
  return {
    ...answer,
    text: restore(answer.text),
    ...(schemaLosses.length > 0 && { schemaLosses }),
    ...(answer.usage === null && { spend: answer.spend ?? call.bounds(null) }),
  };
}

/** Of calls whose input is text alone, what an estimate can learn from. */
function charactersOf({ messages, tools = [], schema }: ModelRequest): number {
  if (tools.length > 0 || schema || messages.some(hasImage)) return 0;
  return messages.reduce((sum, message) => sum + textOf(message).length, 0);
}

function received({ response, request_id }: Sent): Pick<ModelAnswer, "requestId" | "rateLimit"> {
  const rateLimit = rateLimitOf(response.headers);
  return { ...(request_id && { requestId: request_id }), ...(rateLimit && { rateLimit }) };
}

/** Keys as they are set on the client, for failures before anything was sent. */
function secretsOf(client: SdkClient): string[] {
  return ["apiKey", "authToken", "adminAPIKey"]
    .map((name): unknown => Reflect.get(client, name))
    .filter((value): value is string => typeof value === "string");
}
