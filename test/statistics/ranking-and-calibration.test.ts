import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  applyStepLine,
  areaUnderRiskCoverage,
  areaUnderRoc,
  averageQuality,
  bootstrapStatistic,
  brierScore,
  type CostQuality,
  excessAreaUnderRiskCoverage,
  expectedCalibrationError,
  fitIsotonic,
  upperHull,
} from "../../src/statistics/index.ts";

const scored = fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.boolean()), { minLength: 1, maxLength: 40 });

describe("a NaN among what is to be ranked", () => {
  test("is refused at once, where it used to hang", () => {
    const values = [Number.NaN, 1, 2];
    const labels = [1, 0, 1];
    for (const rank of [
      () => areaUnderRoc(values, labels),
      () => areaUnderRiskCoverage(values, labels),
      () => fitIsotonic(values, labels),
    ]) {
      expect(rank).toThrow("expected numbers to rank, got NaN at 0");
    }
  });
});

describe("area under the ROC curve", () => {
  test("is the share of pairs in the right order, ties half", () => {
    fc.assert(
      fc.property(scored, (pairs) => {
        const positives = pairs.filter(([, label]) => label).map(([score]) => score);
        const negatives = pairs.filter(([, label]) => !label).map(([score]) => score);
        let wins = 0;
        for (const high of positives) for (const low of negatives) wins += high > low ? 1 : high === low ? 0.5 : 0;
        const area = areaUnderRoc(
          pairs.map(([score]) => score),
          pairs.map(([, label]) => label),
        );
        if (positives.length * negatives.length === 0) expect(area).toBeNull();
        else expect(area).toBeCloseTo(wins / positives.length / negatives.length, 10);
      }),
    );
  });
});

describe("calibration measures", () => {
  test("Brier of a constant is its distance plus the spread", () => {
    expect(brierScore([0.5, 0.5, 0.5, 0.5], [1, 0, 0, 0])).toBeCloseTo(0.25, 12);
    expect(brierScore([1, 0], [true, false])).toBe(0);
  });

  test("ECE is 0 for the overall rate and the gap for a wrong constant", () => {
    const outcomes = Array.from({ length: 100 }, (_, index) => Number(index % 4 === 0));
    expect(expectedCalibrationError(new Float64Array(100).fill(0.25), outcomes)).toBeCloseTo(0, 12);
    expect(expectedCalibrationError(new Float64Array(100).fill(0.75), outcomes)).toBeCloseTo(0.5, 12);
  });

  test("ECE has bins of equal mass", () => {
    const probabilities = Array.from({ length: 20 }, (_, index) => index / 20);
    const outcomes = probabilities.map((_, index) => Number(index >= 10));
    let expected = 0;
    for (let bin = 0; bin < 10; bin++) {
      const own = probabilities.slice(2 * bin, 2 * bin + 2);
      expected += Math.abs(own.reduce((sum, p) => sum + p, 0) - 2 * Number(bin >= 5)) / 20;
    }
    expect(expectedCalibrationError(probabilities, outcomes)).toBeCloseTo(expected, 12);
  });
});

describe("isotonic regression", () => {
  test("agrees with the max–min formula", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 15 }), (y) => {
        const x = y.map((_, index) => index);
        const line = fitIsotonic(x, y);
        const mean = (from: number, to: number): number =>
          y.slice(from, to + 1).reduce((sum, value) => sum + value, 0) / (to - from + 1);
        for (const at of x) {
          const formula = Math.max(
            ...x
              .filter((from) => from <= at)
              .map((from) => Math.min(...x.filter((to) => to >= at).map((to) => mean(from, to)))),
          );
          const block = line.value.find((value) => Math.abs(value - formula) < 1e-9);
          expect(block).toBeDefined();
        }
        expect([...line.value]).toEqual([...line.value].sort((a, b) => a - b));
      }),
    );
  });

  test("keeps small blocks together and is flat outside", () => {
    const line = fitIsotonic([0, 1, 2, 3, 4, 5], [0, 1, 0, 1, 1, 1], { leastBlock: 2 });
    expect(line.at.length).toBeLessThanOrEqual(3);
    expect(applyStepLine(line, -10)).toBe(line.value[0]);
    expect(applyStepLine(line, 10)).toBe(line.value.at(-1));
  });
});

describe("quality per cost", () => {
  const points = fc.array(
    fc.record({ cost: fc.integer({ min: 0, max: 20 }), quality: fc.integer({ min: 0, max: 20 }) }),
    { minLength: 1, maxLength: 15 },
  );

  test("the hull is above every point and every mixture of two", () => {
    fc.assert(
      fc.property(points, (all) => {
        const hull = upperHull(all);
        for (const point of all) expect(height(hull, point.cost)).toBeGreaterThanOrEqual(point.quality - 1e-9);
        for (let at = 1; at < hull.length; at++) {
          expect(hull[at]!.cost).toBeGreaterThan(hull[at - 1]!.cost);
          expect(hull[at]!.quality).toBeGreaterThan(hull[at - 1]!.quality);
        }
      }),
    );
  });

  test("AIQ is the mean height by fine steps", () => {
    fc.assert(
      fc.property(points, (all) => {
        const hull = upperHull(all);
        const low = hull[0]!.cost;
        const steps = 4000;
        let sum = 0;
        for (let step = 0; step < steps; step++) sum += height(hull, low + ((step + 0.5) / steps) * 25);
        expect(averageQuality(all, low, low + 25)).toBeCloseTo(sum / steps, 2);
      }),
      { numRuns: 30 },
    );
  });

  test("an empty range has no mean", () => {
    expect(averageQuality([{ cost: 1, quality: 1 }], 2, 2)).toBeNull();
  });
});

describe("risk and coverage", () => {
  test("excess is 0 for the best order and largest for the worst", () => {
    const successes = [1, 1, 1, 0, 0];
    expect(excessAreaUnderRiskCoverage([5, 4, 3, 2, 1], successes)).toBeCloseTo(0, 12);
    expect(excessAreaUnderRiskCoverage([1, 2, 3, 4, 5], successes)).toBeGreaterThan(0.3);
  });

  test("without an opinion the risk is the error rate at every coverage", () => {
    expect(areaUnderRiskCoverage([1, 1, 1, 1], [1, 0, 1, 1])).toBeCloseTo(0.25, 12);
  });
});

describe("bootstrap of any statistic", () => {
  test("draws clusters whole and leaves out resamples without a value", () => {
    const values = [1, 1, 5, 5];
    const mean = (which: Int32Array): number | null => {
      expect(which.filter((index) => index < 2).length % 2).toBe(0);
      return which.includes(2) ? which.reduce((sum, index) => sum + values[index]!, 0) / which.length : null;
    };
    const [low, high] = bootstrapStatistic([0, 0, 1, 1], mean, { resamples: 200 });
    expect(low).toBe(3);
    expect(high).toBe(5);
  });
});

function height(hull: readonly CostQuality[], cost: number): number {
  if (cost < hull[0]!.cost) return 0;
  const right = hull.findIndex((point) => point.cost >= cost);
  if (right < 0) return hull.at(-1)!.quality;
  if (right === 0) return hull[0]!.quality;
  const [a, b] = [hull[right - 1]!, hull[right]!];
  return a.quality + ((cost - a.cost) / (b.cost - a.cost)) * (b.quality - a.quality);
}
