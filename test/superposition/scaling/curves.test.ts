import { beforeAll, describe, expect, test } from "vitest";
import {
  type Curve,
  type CurveSettings,
  checkCurve,
  curveOf,
  frequencies,
  loadProducts,
  loadTfjs,
  type OutputProducts,
  presetCurves,
  presetNamed,
  runCurve,
  trainWidth,
  varianceFloor,
  weakSuperpositionLoss,
  welchBoundSquared,
} from "../../../src/superposition/index.ts";

const minutes = 60_000;
let products: OutputProducts;
beforeAll(async () => {
  products = await loadProducts();
});

function run(settings: CurveSettings): Promise<Curve> {
  return runCurve({
    settings,
    train: async (own, width) => (await trainWidth({ settings: own, width, products })).point,
  });
}

const [evenStrong, zipfStrong, weak] = presetCurves(presetNamed("quick")) as [
  CurveSettings,
  CurveSettings,
  CurveSettings,
];
const small: CurveSettings = {
  ...evenStrong,
  features: 64,
  widths: [6, 12],
  steps: 120,
  warmUpSteps: 12,
  testSamples: 2048,
};

describe("the quick preset", { timeout: 5 * minutes }, () => {
  test("reaches strong superposition at even and at Zipf frequencies, and weak at skewed ones", async () => {
    const curves = [await run(evenStrong), await run(zipfStrong), await run(weak)];
    const [even, zipf, skewed] = curves as [Curve, Curve, Curve];
    for (const { fit, points } of [even, zipf]) {
      expect(fit.exponent).toBeGreaterThanOrEqual(0.8);
      expect(fit.exponent).toBeLessThanOrEqual(1.5);
      for (const { phiHalf } of points) expect(phiHalf).toBeGreaterThan(0.99);
    }
    expect(skewed.fit.exponent).toBeGreaterThanOrEqual(0.5);
    expect(skewed.fit.exponent).toBeLessThanOrEqual(1);
    for (const { phiHalf, m } of skewed.points) {
      expect((phiHalf * weak.features) / m).toBeGreaterThanOrEqual(0.5);
      expect((phiHalf * weak.features) / m).toBeLessThanOrEqual(2.5);
    }
    // overlaps are what random directions have, a little less where they spread evenly
    for (const { m, meanSquaredOverlap } of even.points) expect(Math.abs(m * meanSquaredOverlap - 1)).toBeLessThan(0.1);
    expect(Math.abs(even.overlapFit.exponent! - 1.05)).toBeLessThan(0.06);
    for (const curve of curves) {
      const floor = varianceFloor(frequencies(curve.settings));
      for (const { m, loss, meanSquaredOverlap, zeroRows } of curve.points) {
        if (m >= 10) expect(loss!).toBeLessThanOrEqual(1.15 * floor);
        if (zeroRows === 0) expect(meanSquaredOverlap).toBeGreaterThanOrEqual(welchBoundSquared(512, m) - 1e-6);
      }
    }
  });

  test("strong superposition loses less than weak at the same frequencies", async () => {
    const widths = [21, 48];
    const [strong, other] = [await run({ ...weak, gamma: -1, weightStart: 1, widths }), await run({ ...weak, widths })];
    for (const index of [0, 1]) expect(strong.points[index]!.loss!).toBeLessThan(other.points[index]!.loss!);
  });

  test("steeper for very skewed frequencies: the weak slope rises with α", async () => {
    const widths = [9, 48];
    const [flat, steep] = [
      await run({ ...weak, shape: { kind: "power", alpha: 1.25 }, widths }),
      await run({ ...weak, shape: { kind: "power", alpha: 2 }, widths }),
    ];
    expect(steep.fit.exponent!).toBeGreaterThan(flat.fit.exponent! + 0.1);
  });
});

describe("one width", { timeout: minutes }, () => {
  test("with the same seed gives the same bits, with another seed others", async () => {
    const train = async (seed: number) =>
      (await trainWidth({ settings: { ...small, seed }, width: 6, products })).model;
    const [one, same, other] = [await train(1), await train(1), await train(2)];
    expect(same.decoder).toEqual(one.decoder);
    expect(same.bias).toEqual(one.bias);
    expect(other.decoder).not.toEqual(one.decoder);
  });

  test("leaves no tensor behind", async () => {
    const tf = await loadTfjs();
    const before = tf.memory().numTensors;
    await trainWidth({ settings: small, width: 6, products });
    expect(tf.memory().numTensors).toBe(before);
  });

  test("on the unit sphere keeps every row at length 1, and superposes", async () => {
    const { point } = await trainWidth({ settings: { ...small, rows: "unit-sphere" }, width: 12, products });
    expect(point.meanRowNorm).toBeCloseTo(1, 5);
    expect(point).toMatchObject({ phiHalf: 1, ideal: null, isDiverged: false });
    expect(point.loss!).toBeLessThan(varianceFloor(frequencies(small)));
  });

  test("starts biases from N(0, 1) where asked, and finds the dead features that this leaves", async () => {
    const long = { ...small, steps: 1500, warmUpSteps: 150 };
    const { point } = await trainWidth({ settings: { ...long, biasStart: "normal" }, width: 12, products });
    const zero = await trainWidth({ settings: long, width: 12, products });
    expect(point.deadFeatures).toBeGreaterThan(zero.point.deadFeatures);
    expect(point.loss!).toBeGreaterThan(zero.point.loss!);
  });

  test("at the number of features the loss leaves the power law and vanishes", async () => {
    const settings = { ...small, features: 32, widths: [8, 16, 24, 32], steps: 400, warmUpSteps: 40 };
    const { points, fit } = await run(settings);
    const continued = Math.exp(fit.intercept! - fit.exponent! * Math.log(32));
    expect(fit.range).toEqual([8, 24]);
    expect(points.at(-1)!.loss!).toBeLessThan(0.2 * continued);
  });

  test("a rate that blows up is reported as diverged and left out of the fit", async () => {
    const settings: CurveSettings = {
      ...small,
      widths: [6, 9, 12],
      rates: { kind: "constant", weights: 1e6, bias: 1e6 },
    };
    const { points, fit } = await run(settings);
    for (const point of points) expect(point).toMatchObject({ isDiverged: true, loss: null });
    expect(fit.exponent).toBeNull();
  });

  test("stops when aborted, and the curve keeps what had finished", async () => {
    const stop = new AbortController();
    const curve = await runCurve({
      settings: { ...small, steps: 4000, warmUpSteps: 12 },
      train: async (settings, width) => {
        const { point } = await trainWidth({
          settings: width === 12 ? small : settings,
          width,
          products,
          signal: stop.signal,
          onProgress: () => width === 6 && stop.abort(),
        });
        return point;
      },
    });
    expect(curve.points.map(({ m }) => m)).toEqual([12]);
  });

  test("with density E above 1 has more active features and a larger loss", async () => {
    const dense = await trainWidth({ settings: { ...small, density: 4 }, width: 12, products });
    const sparse = await trainWidth({ settings: small, width: 12, products });
    expect(dense.point.loss!).toBeGreaterThan(2 * sparse.point.loss!);
  });
});

describe("settings", () => {
  test.each<[Partial<CurveSettings>, RegExp]>([
    [{ widths: [65] }, /field "widths": expected widths of at most 64, the number of features, got 65/],
    [{ widths: [] }, /at least one width/],
    [{ widths: [6, 6] }, /expected widths that differ/],
    [{ batch: 0 }, /field "batch": expected a whole number from 1/],
    [{ steps: 1.5 }, /field "steps"/],
    [{ shape: { kind: "power", alpha: -1 } }, /field "alpha"/],
    [{ density: 65 }, /field "density": expected a density of at most 64/],
    [{ gamma: Number.NaN }, /field "gamma"/],
    [{ features: 1_000_000, batch: 1_000_000 }, /expected at most 134217728 numbers in one matrix/],
  ])("%j are refused with what would be right", (changes, message) => {
    expect(() => checkCurve({ ...small, ...changes })).toThrow(message);
  });

  test("an unknown preset is answered with those there are", () => {
    expect(() => presetNamed("fast")).toThrow(
      'field "preset": expected one of quick, laptop, laptop-published-init, paper-small, paper-large, got "fast"',
    );
  });

  test("changes cross every list with the others, in a fixed order", () => {
    const curves = presetCurves(presetNamed("quick"), 1, { gammas: [-1, 1], densities: [1, 2], seeds: [1, 2, 3] });
    expect(curves).toHaveLength(3 * 2 * 2 * 3);
    expect(new Set(curves.map((curve) => JSON.stringify(curve))).size).toBe(curves.length);
  });

  test("a curve's ideal is equation 4 at its own widths", () => {
    const point = { m: 9, loss: 0.3, isDiverged: false } as Curve["points"][number];
    const curve = curveOf(weak, [{ ...point, m: 48, loss: 0.1 }, point]);
    const p = frequencies(weak);
    const slope = Math.log(weakSuperpositionLoss(p, 9) / weakSuperpositionLoss(p, 48)) / Math.log(48 / 9);
    expect(curve.idealExponent).toBeCloseTo(slope, 9);
    expect(curve.points.map(({ m }) => m)).toEqual([9, 48]);
  });
});
