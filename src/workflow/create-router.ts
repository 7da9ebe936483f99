import { type BatchItem, type BatchOptions, runBatch } from "./batch.ts";
import { checkOptions } from "./check-options.ts";
import { type Listener, type RouterEvents, tell } from "./events.ts";
import { compose } from "./hooks.ts";
import type { Outcome, ToolCallOutcome } from "./outcome.ts";
import { checkRequest, type RunRequest, type ToolRequest } from "./request.ts";
import type { RouterOptions } from "./router-options.ts";
import { type RouterParts, routerParts } from "./router-parts.ts";
import { runRequest } from "./run-request.ts";
import type { StandardSchema } from "./standard-schema.ts";
import type { Stage } from "./stream/stage.ts";
import { type RunStream, type StreamOptions, streamRun } from "./stream/stream-run.ts";

type Either<Value> = Outcome<Value> | ToolCallOutcome<Value>;

export interface Router<Value, Context> {
  /** Runs one request to its outcome. Expected failure is an outcome, not an exception. @throws InputError */
  run(request: ToolRequest<Context>): Promise<Either<Value>>;
  run(request: RunRequest<Context>): Promise<Outcome<Value>>;
  /** The same, with the text on its way. Starts at once; for one reader. @throws InputError */
  stream(request: ToolRequest<Context>, options?: StreamOptions): RunStream<Either<Value>>;
  stream(request: RunRequest<Context>, options?: StreamOptions): RunStream<Outcome<Value>>;
  /** Many requests, given back as they end. */
  batch<Request extends RunRequest<Context>>(
    requests: Iterable<Request> | AsyncIterable<Request>,
    options?: BatchOptions,
  ): AsyncIterable<BatchItem<Request, Outcome<Value>>>;
  /** Listens; the function that it gives back stops that. What a listener throws is a warning of the process. */
  on<Name extends keyof RouterEvents & string>(name: Name, listener: Listener<RouterEvents<Value>[Name]>): () => void;
}

/**
 * Builds a router: retrieve → permit → trim → score → decide → attempt → verdict → retry, repair or escalate → review.
 * Without a schema the value is the text of the answer.
 *
 * @throws InputError when the policy may ask for a tier that has no model, or an option is out of range.
 */
export function createRouter<Value, Context = unknown>(
  options: RouterOptions<Value, Context> & { readonly schema: StandardSchema<Value> },
): Router<Value, Context>;
export function createRouter<Context = unknown>(
  options: RouterOptions<string, Context> & { readonly schema?: undefined },
): Router<string, Context>;
export function createRouter<Value, Context>(options: RouterOptions<Value, Context>): Router<Value, Context> {
  checkOptions(options);
  const parts = routerParts(options);
  const run = (request: RunRequest<Context>, stage?: Stage): Promise<Outcome<Value>> => runOne(parts, request, stage);
  return {
    run: async (request: RunRequest<Context>) => run(request),
    stream: (request: RunRequest<Context>, streamOptions?: StreamOptions) => {
      checkRequest(request);
      const { signal } = request;
      return streamRun((stage, either) => run({ ...request, signal: either }, stage), signal, streamOptions);
    },
    batch: (requests, batchOptions = {}) =>
      runBatch(
        requests,
        (request, signal) => run({ ...request, signal: bothOf(signal, request?.signal) }),
        batchOptions,
      ),
    on: (name, listener) => parts.services.events.on(name, listener),
  };
}

async function runOne<Value, Context>(
  parts: RouterParts<Value, Context>,
  request: RunRequest<Context>,
  stage?: Stage,
): Promise<Outcome<Value>> {
  const { hooks, onOutcome } = parts.options;
  const around = compose<RunRequest<Context>, Outcome<Value>>(hooks?.run ?? [], async (passed) => {
    // tool calls come only to those who offered tools, which the overloads of `run` tell apart
    return (await runRequest(parts, checkRequest(passed), stage)) as Outcome<Value>;
  });
  const outcome = await around(request);
  parts.services.events.emit("outcome", outcome);
  if (onOutcome) tell("onOutcome", onOutcome, outcome);
  return outcome;
}

function bothOf(one: AbortSignal, other: AbortSignal | undefined): AbortSignal {
  return other ? AbortSignal.any([one, other]) : one;
}
