import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyPlattScaling, fitPlattScaling } from "../../src/estimation/index.ts";
import { randomSource } from "../../src/statistics/index.ts";

function drawn(slope: number, intercept: number, count: number) {
  const random = randomSource(5);
  const scores = Array.from({ length: count }, () => 4 * random.next() - 2);
  const successes = scores.map((score) => random.next() < 1 / (1 + Math.exp(-(slope * score + intercept))));
  return { scores, successes };
}

describe("fitPlattScaling", () => {
  test("finds the parameters that the labels were drawn with", () => {
    const { scores, successes } = drawn(1.5, -0.4, 20_000);
    const { slope, intercept } = fitPlattScaling(scores, successes);
    expect(slope).toBeCloseTo(1.5, 1);
    expect(intercept).toBeCloseTo(-0.4, 1);
  });

  test("stands where the gradient vanishes: mean prediction is the mean smoothed label", () => {
    const { scores, successes } = drawn(0.7, 0.2, 300);
    const scaling = fitPlattScaling(scores, successes);
    const positives = successes.filter(Boolean).length;
    const target = (positives * ((positives + 1) / (positives + 2)) + (300 - positives) / (300 - positives + 2)) / 300;
    const mean = scores.reduce((sum, score) => sum + applyPlattScaling(scaling, score), 0) / 300;
    expect(mean).toBeCloseTo(target, 6);
  });

  test("stays finite where the classes are parted, alike or far away", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.double({ min: -1e3, max: 1e3, noNaN: true }), fc.boolean()), {
          minLength: 2,
          maxLength: 40,
        }),
        (pairs) => {
          const successes = pairs.map(([, success]) => success);
          fc.pre(successes.includes(true) && successes.includes(false));
          const scaling = fitPlattScaling(
            pairs.map(([score]) => score),
            successes,
          );
          for (const [score] of pairs) {
            const probability = applyPlattScaling(scaling, score);
            expect(probability).toBeGreaterThanOrEqual(0);
            expect(probability).toBeLessThanOrEqual(1);
          }
        },
      ),
    );
  });

  test("refuses one class only, and lists of different length", () => {
    expect(() => fitPlattScaling([1, 2], [true, true])).toThrow(
      "both successes and failures, got 2 scores, 2 successes, 0 failures",
    );
    expect(() => fitPlattScaling([1], [true, false])).toThrow("as many scores as labels");
  });
});
