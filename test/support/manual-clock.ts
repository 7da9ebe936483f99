import { setImmediate } from "node:timers/promises";
import type { Clock } from "../../src/workflow/index.ts";

export interface ManualClock extends Clock {
  /** Moves time on, runs what falls due in order, and lets everything that follows from it happen. */
  advance(ms: number): Promise<void>;
  /** Timers that wait. */
  readonly pending: number;
}

/** Time that moves only when a test says so. */
export function manualClock(): ManualClock {
  let now = 0;
  const timers = new Set<{ readonly at: number; readonly run: () => void }>();
  const nextDue = (until: number) =>
    [...timers].filter(({ at }) => at <= until).sort((one, other) => one.at - other.at)[0];
  return {
    now: () => now,
    after: (delayMs, run) => {
      const timer = { at: now + delayMs, run };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    advance: async (ms) => {
      const until = now + ms;
      await setImmediate();
      for (let timer = nextDue(until); timer; timer = nextDue(until)) {
        now = Math.max(now, timer.at);
        timers.delete(timer);
        timer.run();
        await setImmediate();
      }
      now = until;
      await setImmediate();
    },
    get pending() {
      return timers.size;
    },
  };
}
