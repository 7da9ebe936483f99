import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expectedSquaredOverlap, interference, overlapOf } from "../../src/complexity/index.ts";
import { effectiveConcepts, meanSquaredOverlap } from "../../src/complexity/overlap.ts";
import { randomSource } from "../../src/statistics/index.ts";

/** k unrelated unit vectors of one weight. */
function unrelated(k: number, weight = 1) {
  return Array.from({ length: k }, (_, index) => {
    const vector = new Float32Array(32);
    vector[index] = 1;
    return { weight, vector };
  });
}

describe("expectedSquaredOverlap", () => {
  test("is 1/m for unrelated vectors and 1 for identical ones", () => {
    expect(expectedSquaredOverlap(0, 16)).toBeCloseTo(1 / 16, 12);
    expect(expectedSquaredOverlap(1, 16)).toBe(1);
  });

  test.each([0, 0.3, 0.6, 0.9])("agrees with random projections at cosine %f", (cosine) => {
    const [width, draws] = [12, 4000];
    const random = randomSource(3);
    const normal = (): number => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
    let total = 0;
    for (let draw = 0; draw < draws; draw++) {
      // a Gaussian projection of two vectors at a given angle depends on two independent Gaussian vectors only
      const one = Array.from({ length: width }, normal);
      const other = one.map((value) => cosine * value + Math.sqrt(1 - cosine ** 2) * normal());
      const product = one.reduce((sum, value, index) => sum + value * other[index]!, 0);
      total += product ** 2 / (squaredLength(one) * squaredLength(other));
    }
    expect(total / draws).toBeCloseTo(expectedSquaredOverlap(cosine, width), 1.6);
  });
});

function squaredLength(vector: readonly number[]): number {
  return vector.reduce((sum, value) => sum + value * value, 0);
}

describe("interference", () => {
  test.each([1, 2, 5, 10])("is (k − 1)/m for %i unrelated concepts of weight 1", (k) => {
    expect(interference(unrelated(k), 8)).toBeCloseTo((k - 1) / 8, 6);
  });

  test("is 0 for nothing and for one concept", () => {
    expect(interference([], 8)).toBe(0);
    expect(overlapOf(unrelated(1))).toBe(0);
  });

  test("agrees with the double sum over all ordered pairs", () => {
    const anyConcepts = fc.array(
      fc.record({
        weight: fc.double({ min: 0.1, max: 1, noNaN: true }),
        angle: fc.double({ min: 0, max: Math.PI, noNaN: true }),
      }),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(anyConcepts, (drawn) => {
        const concepts = drawn.map(({ weight, angle }) => ({
          weight,
          vector: Float32Array.from([Math.cos(angle), Math.sin(angle)]),
        }));
        let [top, bottom] = [0, 0];
        for (const [i, one] of drawn.entries()) {
          bottom += one.weight;
          for (const [j, other] of drawn.entries()) {
            if (i !== j)
              top += one.weight * other.weight * expectedSquaredOverlap(Math.cos(one.angle - other.angle), 8);
          }
        }
        expect(interference(concepts, 8)).toBeCloseTo(top / bottom, 4);
      }),
    );
  });

  test("grows with likeness and shrinks with width", () => {
    const alike = [unrelated(1)[0]!, unrelated(1)[0]!];
    expect(interference(alike, 8)).toBeGreaterThan(interference(unrelated(2), 8));
    expect(interference(unrelated(5), 64)).toBeLessThan(interference(unrelated(5), 8));
  });
});

describe("signals of the Gram matrix", () => {
  test("k unrelated concepts are effectively k, copies are one", () => {
    expect(effectiveConcepts(unrelated(6))).toBeCloseTo(6, 6);
    expect(effectiveConcepts([...unrelated(1), ...unrelated(1)])).toBeCloseTo(1, 6);
    expect(effectiveConcepts([])).toBe(0);
  });

  test("mean squared overlap is 0 for unrelated, 1 for identical", () => {
    expect(meanSquaredOverlap(unrelated(4))).toBe(0);
    expect(meanSquaredOverlap([...unrelated(1), ...unrelated(1)])).toBeCloseTo(1, 6);
  });
});
