/** Where time comes from, so that tests need not wait for it. */
export interface Clock {
  /** Milliseconds from some fixed moment on; never goes back. */
  now(): number;
  /** Runs something later, unless the function that it gives back is called first. */
  after(delayMs: number, run: () => void): () => void;
}

/** What a timer can hold. */
const longestDelayMs = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => performance.now(),
  after: (delayMs, run) => {
    // timers keep whole milliseconds and may fire up to one early
    const timer = setTimeout(run, Math.min(Math.ceil(delayMs) + 1, longestDelayMs));
    return () => clearTimeout(timer);
  },
};

/** Waits, or less long if the signal says so; leaves neither timer nor listener. */
export function sleep(clock: Clock, delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      cancel();
      signal.removeEventListener("abort", done);
      resolve();
    };
    const cancel = clock.after(delayMs, done);
    if (signal.aborted) done();
    else signal.addEventListener("abort", done);
  });
}
