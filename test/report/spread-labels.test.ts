import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { spreadLabels } from "../../src/report/spread-labels.ts";

describe("spreadLabels", () => {
  test("leaves labels alone that do not meet", () => {
    expect(
      spreadLabels([
        { x: 0, y: 10, width: 50 },
        { x: 60, y: 10, width: 50 },
        { x: 0, y: 40, width: 50 },
      ]),
    ).toEqual([10, 10, 40]);
  });

  test("stacks labels of one place below each other", () => {
    const spot = { x: 0, y: 10, width: 50 };
    expect(spreadLabels([spot, spot, spot])).toEqual([10, 25, 40]);
  });

  test("no two labels cover each other, and none moves up", () => {
    const spot = fc.record({
      x: fc.integer({ min: 0, max: 300 }),
      y: fc.integer({ min: 0, max: 300 }),
      width: fc.integer({ min: 1, max: 90 }),
    });
    fc.assert(
      fc.property(fc.array(spot, { maxLength: 12 }), (spots) => {
        const heights = spreadLabels(spots);
        for (const [i, one] of spots.entries()) {
          expect(heights[i]).toBeGreaterThanOrEqual(one.y);
          for (const [j, other] of spots.entries()) {
            const meet = one.x < other.x + other.width && other.x < one.x + one.width;
            if (i < j && meet) expect(Math.abs(heights[i]! - heights[j]!)).toBeGreaterThanOrEqual(15 - 1e-5);
          }
        }
      }),
    );
  });
});
