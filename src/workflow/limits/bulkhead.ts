import pLimit from "p-limit";
import type { RateLimit } from "../../models/index.ts";
import type { Clock } from "../clock.ts";

export interface Bulkhead {
  /** Runs a call as soon as one of the model's places is free. */
  run<Result>(call: () => Promise<Result>): Promise<Result>;
  /** Fewer calls at once while the provider says that few are left. */
  observe(rateLimit: RateLimit): void;
}

/** How long a provider's word holds that does not say it. */
const defaultResetMs = 60_000;

/** Calls of one model at once, so that a slow one does not take every socket. */
export function bulkhead(clock: Clock, mostAtOnce = Number.POSITIVE_INFINITY): Bulkhead {
  const limit = pLimit(mostAtOnce);
  let narrowUntil: number | undefined;
  return {
    run: (call) => {
      if (narrowUntil !== undefined && clock.now() >= narrowUntil) {
        narrowUntil = undefined;
        limit.concurrency = mostAtOnce;
      }
      return limit(call);
    },
    observe: ({ remainingRequests, resetMs = defaultResetMs }) => {
      if (remainingRequests === undefined) return;
      limit.concurrency = Math.max(1, Math.min(mostAtOnce, Math.floor(remainingRequests)));
      narrowUntil = clock.now() + resetMs;
    },
  };
}
