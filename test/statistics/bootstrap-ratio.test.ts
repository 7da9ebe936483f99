import { describe, expect, test } from "vitest";
import { bootstrapRatio, bootstrapRatioDifference, randomSource, ratioOfSums } from "../../src/statistics/index.ts";

/** 400 cases: success in 80 %, costs heavy-tailed by a rare large error. */
function syntheticCases(seed: number, clusterSize = 1) {
  const random = randomSource(seed);
  const successes: number[] = [];
  const costs: number[] = [];
  const clusters: string[] = [];
  for (let index = 0; index < 400; index++) {
    const success = random.next() < 0.8 ? 1 : 0;
    successes.push(success);
    costs.push(0.5 + (success === 0 && random.next() < 0.5 ? 4 : 0));
    clusters.push(String(Math.floor(index / clusterSize)));
  }
  return { numerators: costs, denominators: successes, clusters };
}

/** Standard error of a ratio of sums by linearisation: d = K − R·S, √(Σd²/(n−1)/n)/mean(S). */
function linearisedInterval({ numerators, denominators }: ReturnType<typeof syntheticCases>): [number, number] {
  const n = numerators.length;
  const ratio = ratioOfSums({ numerators, denominators });
  const squares = numerators.reduce((sum, cost, index) => sum + (cost - ratio * denominators[index]!) ** 2, 0);
  const meanSuccess = denominators.reduce((sum, success) => sum + success, 0) / n;
  const error = Math.sqrt(squares / (n - 1) / n) / meanSuccess;
  return [ratio - 1.96 * error, ratio + 1.96 * error];
}

describe("bootstrapRatio", () => {
  test("agrees with the linearised interval", () => {
    const sample = syntheticCases(7);
    const [low, high] = bootstrapRatio(sample, { resamples: 4000 });
    const [expectedLow, expectedHigh] = linearisedInterval(sample);
    expect(low).toBeCloseTo(expectedLow, 1);
    expect(high).toBeCloseTo(expectedHigh, 1);
  });

  test("is the same for the same seed and another for another", () => {
    const sample = syntheticCases(7);
    expect(bootstrapRatio(sample, { seed: 3 })).toEqual(bootstrapRatio(sample, { seed: 3 }));
    expect(bootstrapRatio(sample, { seed: 3 })).not.toEqual(bootstrapRatio(sample, { seed: 4 }));
  });

  test("widens when copies of a case come in clusters", () => {
    const base = syntheticCases(11);
    const copied = (values: readonly number[]): number[] =>
      values.slice(0, 100).flatMap((value) => [value, value, value, value]);
    const sample = { numerators: copied(base.numerators), denominators: copied(base.denominators) };
    const clusters = sample.numerators.map((_, index) => String(Math.floor(index / 4)));
    const width = ([low, high]: readonly [number, number]): number => high - low;
    expect(width(bootstrapRatio({ ...sample, clusters }))).toBeGreaterThan(1.6 * width(bootstrapRatio(sample)));
  });

  test("has no ratio when nothing succeeded", () => {
    expect(ratioOfSums({ numerators: [1, 2], denominators: [0, 0] })).toBeNaN();
  });
});

describe("bootstrapRatioDifference", () => {
  test("sees a constant saving that unpaired intervals would hide", () => {
    const dear = syntheticCases(5);
    const cheap = { ...dear, numerators: dear.numerators.map((cost) => cost - 0.05) };
    const [low, high] = bootstrapRatioDifference(cheap, dear);
    expect(high).toBeLessThan(0);
    expect(low).toBeGreaterThan(-0.08);
  });

  test("is exactly zero between a policy and itself", () => {
    const sample = syntheticCases(5);
    expect(bootstrapRatioDifference(sample, sample)).toEqual([0, 0]);
  });
});
