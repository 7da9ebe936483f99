import pLimit from "p-limit";
import type { RateLimit } from "../../models/index.ts";
import type { Clock } from "../clock.ts";

export interface Bulkhead {
  /** Runs a call as soon as one of the model's places is free. */
  run<Result>(call: () => Promise<Result>): Promise<Result>;
  /** Fewer calls at once while the provider says that few are left; tokens count as calls of the mean size. */
  observe(rateLimit: RateLimit, tokensPerCall?: number | null): void;
}

/** How long a provider's word holds that does not say it. */
const defaultResetMs = 60_000;

/** Calls of one model at once, so that a slow one does not take every socket. */
export function bulkhead(clock: Clock, mostAtOnce = Number.POSITIVE_INFINITY): Bulkhead {
  const limit = pLimit(mostAtOnce);
  let narrowUntil: number | undefined;
  let cancelWidening: (() => void) | undefined;
  const stopWaiting = (): void => {
    cancelWidening?.();
    cancelWidening = undefined;
  };
  const widen = (): void => {
    stopWaiting();
    narrowUntil = undefined;
    limit.concurrency = mostAtOnce;
  };
  /** A timer runs only while somebody waits in line. */
  const watchLine = (): void => {
    stopWaiting();
    if (narrowUntil === undefined || limit.pendingCount === 0) return;
    cancelWidening = clock.after(Math.max(0, narrowUntil - clock.now()), widen);
  };
  return {
    run: (call) => {
      if (narrowUntil !== undefined && clock.now() >= narrowUntil) widen();
      const running = limit(() => {
        if (limit.pendingCount === 0) stopWaiting();
        return call();
      });
      if (!cancelWidening) watchLine();
      return running;
    },
    observe: (rateLimit, tokensPerCall = null) => {
      const left = callsLeft(rateLimit, tokensPerCall);
      if (left === undefined) return;
      limit.concurrency = Math.max(1, Math.min(mostAtOnce, left));
      narrowUntil = clock.now() + (rateLimit.resetMs ?? defaultResetMs);
      watchLine();
    },
  };
}

function callsLeft({ remainingRequests, remainingTokens }: RateLimit, tokensPerCall: number | null) {
  const byTokens = remainingTokens !== undefined && tokensPerCall ? remainingTokens / tokensPerCall : undefined;
  const known = [remainingRequests, byTokens].filter((count) => count !== undefined && Number.isFinite(count));
  return known.length > 0 ? Math.floor(Math.min(...(known as number[]))) : undefined;
}
