import { expect, test } from "vitest";
import { conceptInterference, loadProducts, presetCurves, presetNamed } from "../../../src/superposition/index.ts";

test("interference follows (K − 1)/m, and wide bottlenecks keep more concepts apart than narrow ones", {
  timeout: 120_000,
}, async () => {
  const products = await loadProducts();
  const [preset] = presetCurves(presetNamed("quick"), 1, { features: [128] });
  const settings = { ...preset!, steps: 300, warmUpSteps: 30 };
  const measure = (width: number) =>
    conceptInterference({ settings, width, concepts: [1, 2, 4], products, draws: 600 });
  const [narrow, wide] = [await measure(8), await measure(32)];
  for (const { concepts, interference, randomInterference } of [...narrow, ...wide]) {
    if (concepts === 1) expect(interference).toBe(0);
    else expect(Math.abs(interference / randomInterference - 0.9)).toBeLessThan(0.25);
  }
  expect(wide[0]!.success).toBeGreaterThan(0.99);
  for (const points of [narrow, wide]) expect(points[2]!.success).toBeLessThan(points[0]!.success);
  for (const index of [1, 2]) expect(wide[index]!.success).toBeGreaterThan(narrow[index]!.success);
  await expect(conceptInterference({ settings, width: 8, concepts: [129], products })).rejects.toThrow(
    'field "concepts": expected 1 to 128 concepts, got 129',
  );
});
