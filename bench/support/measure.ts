import { quantileOfSorted } from "../../src/statistics/index.ts";

export interface Timing {
  readonly p50Us: number;
  readonly p99Us: number;
  readonly runs: number;
}

/** Times a call again and again after a warm-up; microseconds per call. */
export async function timeCalls(call: (run: number) => unknown, runs: number): Promise<Timing> {
  for (let run = 0; run < Math.ceil(runs / 10); run++) await call(run);
  const times = new Float64Array(runs);
  for (let run = 0; run < runs; run++) {
    const startedAt = performance.now();
    await call(run);
    times[run] = (performance.now() - startedAt) * 1000;
  }
  times.sort();
  return { p50Us: round(quantileOfSorted(times, 0.5)), p99Us: round(quantileOfSorted(times, 0.99)), runs };
}

/** One benchmark's result as one line of JSON. */
export function printResult(name: string, figures: object): void {
  process.stdout.write(`${JSON.stringify({ bench: name, ...figures, node: process.version })}\n`);
}

/** `--quick`: enough runs to see that a benchmark works. */
export const isQuick = process.argv.includes("--quick");

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
