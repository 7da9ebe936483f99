import { describe, expect, test } from "vitest";
import { benchTask, type JudgedCase } from "../../src/estimation/bench/bench-task.ts";
import { rankWithinFolds } from "../../src/estimation/bench/rank-within-folds.ts";
import { drawResamples, intervalOf } from "../../src/estimation/bench/resamples.ts";
import { routingFigures } from "../../src/estimation/bench/routing-figures.ts";
import { benchFolds, meanFigures } from "../../src/estimation/index.ts";
import { cellOf, type MatrixRow } from "../../src/matrix/index.ts";
import { averageGapRecovered, bootstrapStatistic, randomSource } from "../../src/statistics/index.ts";
import { syntheticRows } from "../support/synthetic-matrix.ts";

const pair = { weak: "small", strong: "large" };

function scoreOf(row: MatrixRow, arm: string): number {
  return cellOf(row, arm)!.score!;
}

function cases(count: number, folds = 1): JudgedCase[] {
  const random = randomSource(8);
  return syntheticRows({ rows: count, seed: 5 }).map((row, index) => ({
    row,
    uplift: random.next() - 0.6 * scoreOf(row, "small"),
    weakSuccess: 0.25 + 0.5 * random.next(),
    fittedRate: 0.5,
    group: index,
    fold: index % folds,
  }));
}

describe("figures of a task", () => {
  test("of labels at random, folds do not rank below chance", () => {
    const fittedOn = { hash: "", rows: 0, sources: [] };
    const areas = Array.from({ length: 12 }, (_, index) => {
      const rows = syntheticRows({ rows: 160, seed: 100 + index, signal: 0 });
      const fit = { fittedOn, seed: index + 1 };
      const { tasks } = benchFolds([{ name: "noise", rows, pairs: [pair] }], 4, fit, { resamples: 1 });
      return [tasks[0]!.apgr!, tasks[0]!.auroc!];
    });
    for (const figure of [0, 1]) {
      const values = areas.map((pairOfFigures) => pairOfFigures[figure]!);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
      expect(Math.abs(mean - 0.5)).toBeLessThan(2.5 * Math.sqrt(variance / values.length));
      expect(mean).toBeGreaterThan(0.48);
    }
  });

  test("what one fold estimates above another makes no difference", () => {
    const some = cases(400, 4);
    const shifted = some.map((one) => ({ ...one, uplift: one.uplift + 10 * one.fold }));
    const [figures, others] = [some, shifted].map((own) => benchTask("made-up", pair, own, { resamples: 20 })!);
    expect(others).toEqual(figures);
  });

  test("one fold is ranked as it is, and ties within a fold stay ties", () => {
    expect(rankWithinFolds([3, 1, 2], [0, 0, 0])).toEqual(Float64Array.of(3, 1, 2));
    expect(rankWithinFolds([5, 5, 1, 0, 9], [0, 0, 0, 1, 1])).toEqual(
      Float64Array.of(4 / 6, 4 / 6, 1 / 6, 1 / 4, 3 / 4),
    );
  });

  test("fewer than ten cases, or groups of them, bear no interval", () => {
    const few = benchTask("few", pair, cases(9))!;
    expect(few.apgr).toEqual(expect.any(Number));
    const grouped = benchTask(
      "grouped",
      pair,
      cases(90).map((one) => ({ ...one, group: one.group % 9 })),
    )!;
    for (const { apgrInterval, apgrVsLengthInterval, intervals } of [few, grouped]) {
      expect([apgrInterval, apgrVsLengthInterval, ...Object.values(intervals)]).toEqual(Array(8).fill(null));
    }
    expect(benchTask("enough", pair, cases(40))!.apgrInterval).toHaveLength(2);
  });

  test("intervals agree with a plain bootstrap, and each figure lies in its own", () => {
    const some = cases(300);
    const figures = benchTask("made-up", pair, some, { resamples: 2000 })!;
    const weak = some.map(({ row }) => scoreOf(row, "small"));
    const strong = some.map(({ row }) => scoreOf(row, "large"));
    const plain = bootstrapStatistic(
      some.map(({ group }) => group),
      (which) => {
        const pick = (values: readonly number[]) => Array.from(which, (index) => values[index]!);
        return averageGapRecovered({
          ranking: pick(some.map(({ uplift }) => uplift)),
          weak: pick(weak),
          strong: pick(strong),
        });
      },
      { resamples: 2000, seed: 9 },
    );
    for (const end of [0, 1] as const) expect(figures.apgrInterval![end]).toBeCloseTo(plain[end], 1);
    for (const name of ["cpt50", "cpt80", "auroc", "brier", "aiq"] as const) {
      const [low, high] = figures.intervals[name]!;
      expect(figures[name]!).toBeGreaterThan(low);
      expect(figures[name]!).toBeLessThan(high);
    }
  });

  test("the best fixed model is judged by the weak arm's rate where the scorer was fitted", () => {
    const { bestFixed, random, oracle } = benchTask("made-up", pair, cases(300), { resamples: 2 })!.baselines;
    expect(bestFixed).toMatchObject({ arm: "large", auroc: 0.5, brier: 0.25 });
    expect(random).toMatchObject({ apgr: 0.5, cpt50: 0.5, cpt80: 0.8 });
    expect(oracle.apgr).toBeGreaterThan(0.85);
    const unknown = cases(300).map((one) => ({ ...one, fittedRate: null }));
    expect(benchTask("made-up", pair, unknown, { resamples: 2 })!.baselines.bestFixed).toMatchObject({
      brier: null,
      ece: null,
    });
  });
});

describe("resamples", () => {
  test("draw whole groups, in the order asked for, the same for every statistic", () => {
    const groups = Array.from({ length: 40 }, (_, index) => index >> 1);
    const drawn = drawResamples(groups, { resamples: 30 });
    const order = Int32Array.from(groups.keys()).reverse();
    const count = (which: Int32Array) => ({ count: which.length, first: which[0]! });
    const { count: counts, first } = drawn.valuesOf(order, count);
    expect(counts.every((size) => size === 40)).toBe(true);
    expect(drawn.valuesOf(order, count).first).toEqual(first);
    drawn.valuesOf(order, (which) => {
      expect([...which]).toEqual([...which].sort((a, b) => b - a));
      return {};
    });
    expect(intervalOf(Float64Array.of(Number.NaN))).toBeNull();
  });
});

describe("means over tasks", () => {
  test("say how far above length, with an interval over tasks from five tasks on", () => {
    const task = benchTask("made-up", pair, cases(300), { resamples: 2 })!;
    const tasks = [0.1, 0.2, 0.1, 0.05, 0.15].map((apgrVsLength) => ({ ...task, apgrVsLength }));
    const { apgrVsLength, apgrVsLengthInterval } = meanFigures(tasks);
    expect(apgrVsLength).toBeCloseTo(0.12, 10);
    expect(apgrVsLengthInterval![0]).toBeGreaterThan(0.05);
    expect(apgrVsLengthInterval![1]).toBeLessThan(0.2);
    expect(meanFigures(tasks.slice(1)).apgrVsLengthInterval).toBeNull();
  });

  test("figures of an order need no costs but AIQ does", () => {
    const some = { ranking: [3, 2, 1], weak: [0, 0, 1], strong: [1, 1, 1], costs: null };
    expect(routingFigures(some).apgr).toBeCloseTo(2 / 3, 10);
    expect(routingFigures(some).aiq).toBeNull();
  });
});
