import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { quantileOfSorted, wilsonInterval } from "../../src/statistics/index.ts";

describe("wilsonInterval", () => {
  // Newcombe 1998, table I: 81 of 263 and 15 of 148
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])("%i of %i lies in the published interval", (successes, trials, low, high) => {
    const [foundLow, foundHigh] = wilsonInterval(successes, trials);
    expect(foundLow).toBeCloseTo(low, 4);
    expect(foundHigh).toBeCloseTo(high, 4);
  });

  test("says nothing when nothing was tried", () => {
    expect(wilsonInterval(0, 0)).toEqual([0, 1]);
  });

  test("holds the observed share and stays within 0 and 1", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }), (trials, share) => {
        const successes = Math.round(share * trials);
        const [low, high] = wilsonInterval(successes, trials);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(successes / trials + 1e-12);
        expect(high).toBeGreaterThanOrEqual(successes / trials - 1e-12);
      }),
    );
  });
});

describe("quantileOfSorted", () => {
  test("interpolates between order statistics", () => {
    expect(quantileOfSorted([1, 2, 3, 4], 0.5)).toBe(2.5);
    expect(quantileOfSorted([1, 2, 3, 4], 0)).toBe(1);
    expect(quantileOfSorted([1, 2, 3, 4], 1)).toBe(4);
  });

  test("is NaN of nothing", () => {
    expect(quantileOfSorted([], 0.5)).toBeNaN();
  });
});
