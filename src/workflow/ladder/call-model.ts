import type { Model, ModelAnswer, ModelRequest } from "../../models/index.ts";
import { compose, type ModelCall } from "../hooks.ts";
import { Abandoned, settled } from "../limits/request-abort.ts";
import type { Job, ModelRung, Step } from "./job.ts";
import { readStream } from "./read-stream.ts";

/** What came of a call. One that was never started cost nothing. */
export type CallResult =
  | { readonly answer: ModelAnswer; readonly latencyMs: number }
  | { readonly error: unknown; readonly isStarted: boolean; readonly latencyMs: number };

/** Waits for a place, then calls the model through the hooks, for no longer than the request lives. */
export async function callModel<Value, Context>(
  job: Job<Value, Context>,
  { tier, model }: ModelRung,
  { kind, request }: Step,
  onStart: () => void = () => undefined,
): Promise<CallResult> {
  const { clock, gateOf, callHooks } = job.services;
  const { bulkhead } = gateOf(model.id);
  const { signal } = job.abort;
  let startedAt = clock.now();
  let isStarted = false;
  const send = compose<ModelCall, ModelAnswer>(callHooks, (call) =>
    bulkhead.run(async () => {
      if (signal.aborted) throw new Abandoned("the request ended before the call began");
      isStarted = true;
      startedAt = clock.now();
      onStart();
      return answerOf(job, model, { ...call.request, signal });
    }),
  );
  try {
    const answer = await settled(send({ requestId: job.id, tier, model: model.id, kind, request }), signal, clock);
    return { answer, latencyMs: clock.now() - startedAt };
  } catch (error) {
    return { error, isStarted, latencyMs: clock.now() - startedAt };
  }
}

/** Piece by piece where somebody watches or the first token has a limit, at once otherwise. */
function answerOf<Value, Context>(
  { stage, settings: { firstTokenMs }, services: { clock } }: Job<Value, Context>,
  model: Model,
  request: ModelRequest,
): Promise<ModelAnswer> {
  const isWatched = stage !== undefined || firstTokenMs !== undefined;
  if (!isWatched || !model.stream) return model.generate(request);
  return readStream(model, request, { clock, firstTokenMs, onText: (text) => stage?.text(text) });
}
