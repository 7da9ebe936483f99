import { describe, expect, test } from "vitest";
import { randomSource } from "../../../src/statistics/index.ts";
import { rowOverlaps } from "../../../src/superposition/index.ts";

/** n unit vectors at equal angles in the plane. */
function polygon(n: number): Float32Array {
  return Float32Array.from({ length: 2 * n }, (_, index) => {
    const angle = (2 * Math.PI * Math.floor(index / 2)) / n;
    return index % 2 === 0 ? Math.cos(angle) : Math.sin(angle);
  });
}

describe("rowOverlaps", () => {
  test("of a triangle meets the Welch bound: 1/4 for three vectors in the plane", () => {
    const { meanSquared, maxSquared, welchBound } = rowOverlaps(polygon(3), 2);
    expect(welchBound).toBe(0.25);
    expect(meanSquared).toBeCloseTo(0.25, 6);
    expect(maxSquared).toBeCloseTo(0.25, 6);
  });

  test("of a pentagon is cos²72° for neighbours and cos²36° for the others, half of each", () => {
    const [near, far] = [Math.cos((2 * Math.PI) / 5) ** 2, Math.cos(Math.PI / 5) ** 2];
    const { meanSquared, maxSquared } = rowOverlaps(polygon(5), 2);
    expect(meanSquared).toBeCloseTo((near + far) / 2, 6);
    expect(maxSquared).toBeCloseTo(far, 6);
  });

  test("of random directions is about 1/m", () => {
    const [rows, width] = [200, 25];
    const random = randomSource(9);
    const normal = (): number => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
    const { meanSquared, randomExpectation } = rowOverlaps(Float32Array.from({ length: rows * width }, normal), width);
    expect(randomExpectation).toBe(1 / 25);
    expect(meanSquared).toBeCloseTo(randomExpectation, 2);
  });

  test("of rows that fit is 0, and dead rows are counted apart", () => {
    const weights = Float32Array.from([1, 0, 0, 0, 2, 0, 0, 0, 0]);
    expect(rowOverlaps(weights, 3)).toEqual({
      meanSquared: 0,
      maxSquared: 0,
      welchBound: 0,
      randomExpectation: 1 / 3,
      varianceSquared: 0,
      deadRows: 1,
    });
  });
});
