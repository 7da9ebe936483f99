/** Why a call was stopped from our side. */
export type Trip = "aborted" | "timeout" | "first-token-timeout";

export interface CallLimits {
  /** Aborts when the caller does, or when a limit is reached. */
  readonly signal: AbortSignal;
  readonly tripped: Trip | null;
  /** What comes first: the work's end, or the limits'. */
  within<Value>(work: Promise<Value>): Promise<Value>;
  /** The first piece of the answer came: the limit on waiting for it no longer holds. */
  firstTokenCame(): void;
  /** Stops timers and listeners, and whatever still runs under the signal: nothing does where the whole answer is read. */
  end(isAnswered?: boolean): void;
}

export interface LimitOptions {
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs: number;
  readonly firstTokenTimeoutMs?: number | undefined;
}

/** One signal for one call, from the caller's signal and our own limits. Whoever starts it must `end` it. */
export function startLimits({ signal, timeoutMs, firstTokenTimeoutMs }: LimitOptions): CallLimits {
  const controller = new AbortController();
  let tripped: Trip | null = null;
  let stop: (error: Error) => void;
  const stopped = new Promise<never>((_, reject) => {
    stop = reject;
  });
  stopped.catch(() => {});
  const trip = (reason: Trip): void => {
    tripped ??= reason;
    controller.abort();
    stop(new Error(reason));
  };
  const abort = (): void => trip("aborted");
  const total = setTimeout(() => trip("timeout"), timeoutMs);
  const first = firstTokenTimeoutMs && setTimeout(() => trip("first-token-timeout"), firstTokenTimeoutMs);
  if (signal?.aborted) abort();
  else signal?.addEventListener("abort", abort, { once: true });
  return {
    signal: controller.signal,
    get tripped() {
      return tripped;
    },
    within: (work) => Promise.race([work, stopped]),
    firstTokenCame: () => clearTimeout(first),
    end: (isAnswered = false) => {
      clearTimeout(total);
      clearTimeout(first);
      signal?.removeEventListener("abort", abort);
      if (!isAnswered) controller.abort();
    },
  };
}
