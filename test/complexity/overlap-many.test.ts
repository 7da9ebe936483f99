import fc from "fast-check";
import { expect, test } from "vitest";
import { interference, pairSums, sumsByFrobenius, sumsOverPairs } from "../../src/complexity/overlap.ts";
import { randomSource } from "../../src/statistics/index.ts";

function drawn(count: number, dimensions: number, seed: number) {
  const random = randomSource(seed);
  return Array.from({ length: count }, () => {
    const vector = Float32Array.from({ length: dimensions }, () => random.next() - 0.5);
    const length = Math.hypot(...vector);
    return { weight: 0.1 + 0.9 * random.next(), vector: vector.map((value) => value / length) };
  });
}

test("the Frobenius norm gives the sum of squares over all pairs", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 12 }),
      fc.nat(),
      (count, dimensions, seed) => {
        const concepts = drawn(count, dimensions, seed);
        const weight = concepts.reduce((sum, concept) => sum + concept.weight, 0);
        const squaredWeight = concepts.reduce((sum, concept) => sum + concept.weight ** 2, 0);
        const { squares, fourths } = sumsByFrobenius(concepts, weight, squaredWeight);
        const pairs = sumsOverPairs(concepts);
        expect(squares).toBeCloseTo(pairs.squares, 3);
        // the fourth powers are bounded from below
        expect(fourths).toBeLessThanOrEqual(pairs.fourths + 1e-3);
      },
    ),
    { numRuns: 60 },
  );
});

test("many concepts give nearly the interference that all pairs would", () => {
  const concepts = drawn(400, 60, 7);
  const { squares, fourths } = sumsOverPairs(concepts);
  const sums = pairSums(concepts);
  expect(interference(sums, 8)).toBeCloseTo(interference({ ...sums, squares, fourths }, 8), 1);
});
