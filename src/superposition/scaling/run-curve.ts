import { type Curve, curveOf } from "./curve.ts";
import { type CurveSettings, checkCurve } from "./curve-settings.ts";
import type { WidthPoint } from "./measure-width.ts";

export interface RunCurveOptions {
  readonly settings: CurveSettings;
  /** Trains and measures one width: `trainWidth`, or something that hands it to another thread. */
  readonly train: (settings: CurveSettings, width: number) => Promise<WidthPoint>;
  /** Widths in training at a time. */
  readonly concurrency?: number;
}

/**
 * Trains every width of a curve and fits the line. Where training is stopped, the widths that had finished make the curve.
 * @throws InputError for settings that cannot be, before any training; whatever `train` throws other than an abort.
 */
export async function runCurve({ settings, train, concurrency = 1 }: RunCurveOptions): Promise<Curve> {
  checkCurve(settings);
  // the widest first, since it takes longest
  const waiting = [...settings.widths].sort((one, other) => one - other);
  const points: WidthPoint[] = [];
  const work = async (): Promise<void> => {
    for (let width = waiting.pop(); width !== undefined; width = waiting.pop()) {
      try {
        points.push(await train(settings, width));
      } catch (error) {
        waiting.length = 0;
        if (!isAbort(error)) throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, waiting.length) }, work));
  return curveOf(settings, points);
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === "AbortError";
}
