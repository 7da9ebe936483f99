import { systemClock } from "../clock.ts";
import { requestAbort } from "../limits/request-abort.ts";
import { eventQueue } from "./event-queue.ts";
import { type Stage, type StreamEvent, stage } from "./stage.ts";

export interface StreamOptions {
  /** Default `checked`. */
  readonly show?: "checked" | "live";
}

/** A request on its way: its events, for one reader, and its outcome. */
export interface RunStream<Final> extends AsyncIterable<StreamEvent<Final>> {
  readonly outcome: Promise<Final>;
}

/** Runs at once, read or not; a reader that leaves early cancels the request. */
export function streamRun<Final>(
  run: (stage: Stage, signal: AbortSignal) => Promise<Final>,
  caller: AbortSignal | undefined,
  { show = "checked" }: StreamOptions = {},
): RunStream<Final> {
  const either = requestAbort(systemClock, { signal: caller });
  const events = eventQueue<StreamEvent<Final>>(() => either.abort());
  const outcome = run(
    stage(show, (event) => events.push(event)),
    either.signal,
  ).finally(() => either.dispose());
  outcome.then(
    (final) => {
      events.push({ type: "outcome", outcome: final });
      events.end();
    },
    (error: unknown) => events.fail(error),
  );
  return { outcome, [Symbol.asyncIterator]: () => events };
}
