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
  const nextMoment = (): number => {
    let earliest = Number.POSITIVE_INFINITY;
    for (const { at } of timers) earliest = Math.min(earliest, at);
    return earliest;
  };
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
      for (let moment = nextMoment(); moment <= until; moment = nextMoment()) {
        now = Math.max(now, moment);
        for (const timer of timers) {
          if (timer.at > moment) continue;
          timers.delete(timer);
          timer.run();
        }
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
