import type { Interval } from "./interval.ts";
import { normalQuantile95 } from "./interval.ts";

/**
 * Wilson score interval for a share, 95 %.
 *
 * centre (p + z²/2n)/(1 + z²/n), half-width z·√(p(1−p)/n + z²/4n²)/(1 + z²/n) (Wilson 1927). With no trials it is [0, 1].
 */
export function wilsonInterval(successes: number, trials: number): Interval {
  if (trials === 0) return [0, 1];
  const z2 = normalQuantile95 ** 2;
  const share = successes / trials;
  const scale = 1 + z2 / trials;
  const centre = (share + z2 / (2 * trials)) / scale;
  const half = (normalQuantile95 * Math.sqrt((share * (1 - share)) / trials + z2 / (4 * trials * trials))) / scale;
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}
