import { bootstrapStatistic, type Interval } from "../../statistics/index.ts";
import type { TaskFigures } from "./bench-task.ts";

/** Figures over the tasks that say something: enough cases and a gap worth routing for. */
export interface MeanFigures {
  readonly tasks: number;
  readonly cases: number;
  readonly apgr: number | null;
  readonly apgrLength: number | null;
  /** Paired difference from length, and its interval over tasks: tasks are drawn with replacement. Null with under five. */
  readonly apgrVsLength: number | null;
  readonly apgrVsLengthInterval: Interval | null;
  readonly apgrRandom: number | null;
  readonly apgrOracle: number | null;
  readonly auroc: number | null;
  readonly brier: number | null;
  readonly ece: number | null;
  /** Weighted by cases. */
  readonly pooled: { readonly apgr: number | null; readonly apgrLength: number | null };
}

export const leastCases = 200;
export const leastGap = 0.05;
const leastTasks = 5;

export function meanFigures(tasks: readonly TaskFigures[]): MeanFigures {
  const counted = tasks.filter(
    ({ n, qWeak, qStrong, apgr }) => apgr !== null && n >= leastCases && qStrong - qWeak >= leastGap,
  );
  const mean = (
    of: (task: TaskFigures) => number | null,
    weight: (task: TaskFigures) => number = () => 1,
  ): number | null => {
    let [sum, weights] = [0, 0];
    for (const task of counted) {
      const value = of(task);
      if (value === null) continue;
      sum += weight(task) * value;
      weights += weight(task);
    }
    return weights > 0 ? sum / weights : null;
  };
  return {
    tasks: counted.length,
    cases: counted.reduce((sum, { n }) => sum + n, 0),
    apgr: mean(({ apgr }) => apgr),
    apgrLength: mean(({ apgrLength }) => apgrLength),
    apgrVsLength: mean(({ apgrVsLength }) => apgrVsLength),
    apgrVsLengthInterval: intervalOverTasks(counted.map(({ apgrVsLength }) => apgrVsLength!)),
    apgrRandom: mean(({ apgrRandom }) => apgrRandom),
    apgrOracle: mean(({ apgrOracle }) => apgrOracle),
    auroc: mean(({ auroc }) => auroc),
    brier: mean(({ brier }) => brier),
    ece: mean(({ ece }) => ece),
    pooled: {
      apgr: mean(
        ({ apgr }) => apgr,
        ({ n }) => n,
      ),
      apgrLength: mean(
        ({ apgrLength }) => apgrLength,
        ({ n }) => n,
      ),
    },
  };
}

function intervalOverTasks(differences: readonly number[]): Interval | null {
  if (differences.length < leastTasks) return null;
  return bootstrapStatistic(
    [...differences.keys()],
    (which) => which.reduce((sum, task) => sum + differences[task]!, 0) / which.length,
    { resamples: 2000 },
  );
}
