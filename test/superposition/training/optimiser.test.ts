import { describe, expect, test } from "vitest";
import {
  adamState,
  adamStep,
  anticorrelatedSampler,
  correlatedSampler,
  decayRows,
  frequencies,
  independentSampler,
  learningRateAt,
  normaliseRows,
  randomSource,
  rowNorms,
  unitRows,
} from "../../../src/superposition/index.ts";

describe("decayRows", () => {
  test.each([
    [0.5, [0.6, 0.8], [0.57, 0.76]],
    [-0.5, [0.3, 0.4], [0.315, 0.42]],
    [-0.5, [3, 4], [2.88, 3.84]],
    [-0.5, [0.6, 0.8], [0.6, 0.8]],
    [0, [0.6, 0.8], [0.6, 0.8]],
  ])("with γ = %d takes %j to %j at a rate of 0.1", (gamma, before, after) => {
    const row = Float32Array.from(before);
    decayRows(row, 2, { gamma, rate: 0.1 });
    expect(row[0]).toBeCloseTo(after[0]!, 6);
    expect(row[1]).toBeCloseTo(after[1]!, 6);
  });
});

describe("adamStep", () => {
  test("follows Adam's formulas in double precision for several steps", () => {
    const parameter = Float32Array.of(1, -2);
    const state = adamState(2);
    const slow = { value: [1, -2], mean: [0, 0], square: [0, 0] };
    for (let step = 1; step <= 5; step++) {
      const gradient = [0.3 * step, -0.01 / step];
      adamStep(parameter, Float32Array.from(gradient), state, { step, rate: 0.1 });
      for (const at of [0, 1]) {
        slow.mean[at] = 0.9 * slow.mean[at]! + 0.1 * gradient[at]!;
        slow.square[at] = 0.999 * slow.square[at]! + 0.001 * gradient[at]! ** 2;
        const corrected = slow.mean[at]! / (1 - 0.9 ** step);
        slow.value[at]! -= (0.1 * corrected) / (Math.sqrt(slow.square[at]! / (1 - 0.999 ** step)) + 1e-8);
        expect(parameter[at]).toBeCloseTo(slow.value[at]!, 5);
      }
    }
  });
});

describe("learningRateAt", () => {
  test("warms up in a line, peaks, and ends at 5 % of the peak", () => {
    const schedule = { peak: 0.02, steps: 1000, warmUpSteps: 100 };
    expect(learningRateAt(50, schedule)).toBeCloseTo(0.01, 12);
    expect(learningRateAt(100, schedule)).toBeCloseTo(0.02, 12);
    expect(learningRateAt(550, schedule)).toBeCloseTo(0.02 * (0.05 + 0.95 / 2), 12);
    expect(learningRateAt(1000, schedule)).toBeCloseTo(0.001, 12);
  });
});

describe("normaliseRows", () => {
  test("puts every row on the unit sphere and leaves zero rows", () => {
    const rows = unitRows(5, 3, randomSource(1)).map((value, at) => value * Math.floor(at / 3));
    normaliseRows(rows, 3);
    expect([...rowNorms(rows, 3)].map((norm) => Math.round(norm * 1e6) / 1e6)).toEqual([0, 1, 1, 1, 1]);
  });
});

describe("samplers", () => {
  const options = { batch: 20_000, values: [0, 2] as const };

  test("activate each feature as often as they should, never twice in an input, with values of mean 1", () => {
    const probabilities = frequencies({ shape: { kind: "power", alpha: 1.5 }, features: 50, density: 1 });
    const { size, rows, rowOf, featureOf, value } = independentSampler(probabilities, {
      ...options,
      random: randomSource(3),
    })();
    const counts = new Float64Array(50);
    for (const feature of featureOf) counts[feature]!++;
    for (const [feature, p] of probabilities.entries())
      expect(Math.abs(counts[feature]! - size * p)).toBeLessThan(5 * Math.sqrt(size * p) + 3);
    expect(new Set(Array.from(rowOf, (row, entry) => `${row} ${featureOf[entry]}`)).size).toBe(value.length);
    expect(new Set(rowOf).size).toBe(rows);
    const none = probabilities.reduce((product, p) => product * (1 - p), 1);
    expect((size - rows) / size).toBeCloseTo(none, 1);
    expect(value.reduce((sum, one) => sum + one, 0) / value.length).toBeCloseTo(1, 1);
  });

  test("of sets activate all of a set, or exactly one", () => {
    const groups = [
      [0, 1, 2],
      [3, 4],
    ];
    const all = { ...options, groups, density: 0.3 };
    const together = correlatedSampler({ ...all, random: randomSource(1) })();
    const byInput = (batch: typeof together, input: number): number[] =>
      [...batch.featureOf].filter((_, entry) => batch.rowOf[entry] === input).sort();
    for (let input = 0; input < 50; input++)
      expect(["0,1,2", "3,4", "0,1,2,3,4"]).toContain(byInput(together, input).join());
    const alone = anticorrelatedSampler({ ...all, random: randomSource(1) })();
    for (let input = 0; input < 50; input++) {
      const active = byInput(alone, input);
      expect(active.filter((feature) => feature < 3).length).toBeLessThanOrEqual(1);
      expect(active.filter((feature) => feature >= 3).length).toBeLessThanOrEqual(1);
    }
  });
});
