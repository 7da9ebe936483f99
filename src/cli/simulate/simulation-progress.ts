import type { CurveSettings, WidthProgress } from "../../superposition/index.ts";
import { progressLine } from "../progress.ts";

export interface SimulationProgress {
  update(settings: CurveSettings, progress: WidthProgress): void;
  finish(settings: CurveSettings, width: number): void;
  end(): void;
}

/** One line on a terminal: how far all curves are, the loss of what trains now, and the time left. */
export async function simulationProgress(curves: readonly CurveSettings[]): Promise<SimulationProgress> {
  const line = await progressLine();
  const total = curves.reduce(
    (sum, settings) => sum + sumOf(settings.widths.map((width) => workOf(settings, width))),
    0,
  );
  const running = new Map<string, { work: number; text: string }>();
  const startedAt = performance.now();
  let done = 0;
  const show = (): void => {
    const share = (done + sumOf([...running.values()].map(({ work }) => work))) / total;
    const left =
      share > 0.01 ? `, about ${duration(((performance.now() - startedAt) / 1000) * (1 / share - 1))} left` : "";
    const texts = [...running.values()].map(({ text }) => text);
    line.update(`${Math.floor(100 * share)} %${left}; ${texts.join(", ")}`);
  };
  return {
    update: (settings, { width, step, steps, loss }) => {
      running.set(keyOf(settings, width), {
        work: (workOf(settings, width) * step) / steps,
        text: `m = ${width}: loss ${loss.toPrecision(3)}`,
      });
      show();
    },
    finish: (settings, width) => {
      running.delete(keyOf(settings, width));
      done += workOf(settings, width);
      show();
    },
    end: () => line.end(),
  };
}

/** Products dominate; each entry of the output costs a little besides. */
function workOf({ features, batch, steps }: CurveSettings, width: number): number {
  return features * batch * steps * (width + 10);
}

function keyOf(settings: CurveSettings, width: number): string {
  return `${JSON.stringify(settings)} ${width}`;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return seconds < 5400 ? `${Math.ceil(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
