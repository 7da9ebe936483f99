import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { populationStabilityIndex } from "../../src/monitoring/index.ts";

const reference = Array.from({ length: 1000 }, (_, index) => index / 1000);

describe("populationStabilityIndex", () => {
  test("is 0 for the same sample and small for a shuffled copy", () => {
    expect(populationStabilityIndex(reference, reference)).toBe(0);
    expect(populationStabilityIndex(reference, [...reference].reverse())).toBe(0);
  });

  test("agrees with the sum by hand on two bins", () => {
    // reference halves at the median; 3 of 4 current values lie above: shares (0.5, 0.5) against (1.5/5, 3.5/5) after smoothing
    const expected = (0.3 - 0.5) * Math.log(0.3 / 0.5) + (0.7 - 0.5) * Math.log(0.7 / 0.5);
    expect(populationStabilityIndex([1, 2, 3, 4], [1, 4, 5, 6], 2)).toBeCloseTo(expected, 12);
  });

  test("passes the customary alarm when a population moves by half its range", () => {
    expect(
      populationStabilityIndex(
        reference,
        reference.map((value) => value + 0.5),
      ),
    ).toBeGreaterThan(0.25);
  });

  test("is finite and never negative", () => {
    const sample = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(sample, sample, (one, other) => {
        const index = populationStabilityIndex(one, other);
        expect(Number.isFinite(index)).toBe(true);
        expect(index).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test("refuses an empty sample", () => {
    expect(() => populationStabilityIndex([], [1])).toThrow("expected two samples with values, got 0 and 1 values");
  });
});
