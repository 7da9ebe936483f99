import { describe, expect, test } from "vitest";
import { breakEvenErrorCost } from "../../src/advisor/index.ts";

const arm = (modelCostUsd: number, acceptedErrorRate: number) => ({ cases: 100, modelCostUsd, acceptedErrorRate });

describe("breakEvenErrorCost", () => {
  test("is the extra cost per case over the errors that it saves", () => {
    expect(breakEvenErrorCost(arm(1, 0.3), arm(5, 0.1))).toEqual({
      kind: "from",
      errorCostUsd: expect.closeTo(0.2, 12),
    });
  });

  test("at that price both arms cost the same", () => {
    const [cheap, dear] = [arm(1, 0.3), arm(5, 0.1)];
    const found = breakEvenErrorCost(cheap, dear);
    const price = found.kind === "from" ? found.errorCostUsd : Number.NaN;
    expect(cheap.modelCostUsd + 100 * cheap.acceptedErrorRate * price).toBeCloseTo(
      dear.modelCostUsd + 100 * dear.acceptedErrorRate * price,
      9,
    );
  });

  test.each([
    [arm(1, 0.1), arm(5, 0.1), "never"],
    [arm(1, 0.1), arm(5, 0.2), "never"],
    [arm(5, 0.3), arm(1, 0.1), "always"],
    [arm(5, 0.1), arm(1, 0.1), "always"],
  ])("says so when no price would change the choice", (cheap, dear, kind) => {
    expect(breakEvenErrorCost(cheap, dear)).toEqual({ kind });
  });
});
