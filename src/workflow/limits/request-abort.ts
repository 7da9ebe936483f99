import type { Clock } from "../clock.ts";
import { onAbort } from "./on-abort.ts";

/** Everything that can end a request early, in one signal. */
export interface RequestAbort {
  readonly signal: AbortSignal;
  /** What ended it; undefined while nothing has. */
  cause(): "cancelled" | "deadline" | undefined;
  /** Milliseconds until the deadline; Infinity where there is none. */
  remainingMs(): number;
  /** Ends it on the caller's behalf. */
  abort(): void;
  /** Lets go of the caller's signal and of the timer. */
  dispose(): void;
}

export function requestAbort(
  clock: Clock,
  {
    signal: caller,
    deadlineMs,
  }: { readonly signal?: AbortSignal | undefined; readonly deadlineMs?: number | undefined },
): RequestAbort {
  const controller = new AbortController();
  const endsAt = deadlineMs === undefined ? Number.POSITIVE_INFINITY : clock.now() + deadlineMs;
  let cause: "cancelled" | "deadline" | undefined;
  const abort = (why: "cancelled" | "deadline"): void => {
    cause ??= why;
    controller.abort();
  };
  const cancel = (): void => abort("cancelled");
  const letGo = caller && onAbort(caller, cancel);
  const cancelTimer = deadlineMs === undefined ? undefined : clock.after(deadlineMs, () => abort("deadline"));
  return {
    signal: controller.signal,
    cause: () => cause,
    remainingMs: () => endsAt - clock.now(),
    abort: cancel,
    dispose: () => {
      letGo?.();
      cancelTimer?.();
    },
  };
}

/** How long a call that was told to stop may take to say what it spent. */
const graceMs = 100;

/** Thrown for work that went on after its request had ended. */
export class Abandoned extends Error {
  override readonly name = "Abandoned";
}

/** Waits for some work; once the signal is aborted, only a moment longer. Leaves neither timer nor listener. */
export function settled<Result>(work: Promise<Result>, signal: AbortSignal, clock: Clock): Promise<Result> {
  return new Promise((resolve, reject) => {
    let cancelGrace: (() => void) | undefined;
    const beginGrace = (): void => {
      cancelGrace = clock.after(graceMs, () => reject(new Abandoned("the request has ended")));
    };
    const cleanUp = (): void => {
      signal.removeEventListener("abort", beginGrace);
      cancelGrace?.();
    };
    if (signal.aborted) beginGrace();
    else signal.addEventListener("abort", beginGrace, { once: true });
    work.then(
      (result) => {
        cleanUp();
        resolve(result);
      },
      (error: unknown) => {
        cleanUp();
        reject(error);
      },
    );
  });
}
