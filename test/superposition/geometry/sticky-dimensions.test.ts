import { beforeAll, describe, expect, test } from "vitest";
import {
  countNear,
  loadProducts,
  type OutputProducts,
  stickyDimensions,
  stickyFractions,
} from "../../../src/superposition/index.ts";

const minutes = 60_000;
let products: OutputProducts;
beforeAll(async () => {
  products = await loadProducts();
});

/** A line in a histogram: at least ten features within 0.005, and twice as many as on either side of it. */
function expectLine(dimensionalities: readonly number[], at: number): void {
  const onLine = countNear(dimensionalities, at, 0.005);
  expect(onLine).toBeGreaterThanOrEqual(10);
  for (const beside of [at - 0.0125, at + 0.0125])
    expect(onLine).toBeGreaterThanOrEqual(2 * countNear(dimensionalities, beside, 0.005));
}

describe("demonstrations 6 and 7 of Elhage et al. 2022", { timeout: 10 * minutes }, () => {
  test("dimensions per feature rest at ½ over several sparsities, and single features stick to it", () => {
    const densities = [0.4, 0.34, 0.3];
    const levels = stickyDimensions({ products, densities, batch: 192, steps: 900, rate: 0.02 });
    for (const { density, dimensionsPerFeature, dimensionalities } of levels) {
      expect(Math.abs(dimensionsPerFeature - 0.5), `density ${density}`).toBeLessThan(0.03);
      expectLine(dimensionalities, stickyFractions.digon);
    }
  });

  test("rarer features stick to two fifths, the pentagon's share", () => {
    const [level] = stickyDimensions({ products, densities: [0.22], batch: 768, steps: 900, rate: 0.02 });
    expectLine(level!.dimensionalities, stickyFractions.pentagon);
  });
});
