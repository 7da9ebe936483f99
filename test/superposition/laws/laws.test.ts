import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  crossEntropyInterference,
  equiangularLimit,
  equiangularShare,
  type FrequencyShape,
  fitPowerLaw,
  frequencies,
  idealWeakFit,
  randomOverlapMean,
  randomOverlapVariance,
  randomSource,
  rowOverlaps,
  unitRows,
  varianceFloor,
  weakSuperpositionIntegral,
  weakSuperpositionLoss,
  welchBoundSquared,
} from "../../../src/superposition/index.ts";

const power = (alpha: number, features = 1000, density = 1): Float64Array =>
  frequencies({ shape: { kind: "power", alpha }, features, density });
const paperWidths = [10, 15, 25, 39, 63, 100];

describe("frequencies", () => {
  test.each([
    [0, 0.001, 1e-3, 1.3323],
    [1, 0.1336, 1.34e-4, 1.304],
    [1.5, 0.3923, 1.24e-5, 1.1483],
    [2, 0.6083, 6.08e-7, 0.9328],
  ])("of α = %d match the table of 1000 features", (alpha, first, last, floor) => {
    const p = power(alpha);
    expect(p[0]).toBeCloseTo(first, 4);
    expect(p[999]! / last).toBeCloseTo(1, 2);
    expect(varianceFloor(p)).toBeCloseTo(floor, 4);
  });

  test("sum to the density and never rise, for every shape", () => {
    const shapes: FrequencyShape[] = [
      { kind: "power", alpha: 1.2 },
      { kind: "exponential", scale: 40 },
      { kind: "linear" },
      { kind: "custom", weights: Array.from({ length: 300 }, (_, index) => 1 + ((index * 37) % 300)) },
    ];
    for (const shape of shapes) {
      const p = frequencies({ shape, features: 300, density: 1.5 });
      expect(p.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1.5, 9);
      expect([...p].every((value, rank) => rank === 0 || value <= p[rank - 1]!)).toBe(true);
    }
  });

  test("allow a density up to the harmonic number at α = 1, and no more", () => {
    expect(power(1, 1000, 7.4854)[0]).toBeCloseTo(1, 4);
    expect(() => power(1, 1000, 7.49)).toThrow('field "density": expected a density of at most 7.4854');
  });

  test.each<[FrequencyShape, RegExp]>([
    [{ kind: "power", alpha: -0.1 }, /field "alpha": expected a data exponent from 0 to 20, got -0\.1/],
    [{ kind: "power", alpha: Number.NaN }, /field "alpha"/],
    [{ kind: "exponential", scale: 0 }, /field "scale"/],
    [{ kind: "custom", weights: [1, 2] }, /expected 10 frequencies, one per feature, got 2/],
    [{ kind: "custom", weights: [1, 1, 1, 1, -1, 1, 1, 1, 1, 1] }, /field "weights\.4"/],
  ])("refuse %j", (shape, message) => {
    expect(() => frequencies({ shape, features: 10, density: 1 })).toThrow(message);
  });
});

describe("weak superposition", () => {
  test.each([
    [0, 0.039],
    [0.25, 0.069],
    [0.5, 0.116],
    [0.75, 0.189],
    [1, 0.294],
    [1.25, 0.4336],
    [1.5, 0.606],
    [1.625, 0.702],
    [1.75, 0.804],
    [1.875, 0.91],
    [2, 1.02],
  ])("has at α = %d the finite-n exponent %d", (alpha, exponent) => {
    expect(Math.abs(idealWeakFit(power(alpha), paperWidths).exponent! - exponent)).toBeLessThan(0.0006);
  });

  test.each([
    [1, [0.81, 0.741, 0.653, 0.575, 0.491, 0.409]],
    [1.5, [0.289, 0.232, 0.174, 0.133, 0.098, 0.071]],
    [2, [0.076, 0.051, 0.031, 0.02, 0.012, 0.007]],
  ])("has at α = %d the losses of equation 4", (alpha, losses) => {
    const own = paperWidths.map((width) => weakSuperpositionLoss(power(alpha), width));
    for (const [index, loss] of losses.entries()) expect(own[index]).toBeCloseTo(loss, 3);
  });

  test("ends where width reaches the number of features", () => {
    expect(weakSuperpositionLoss(power(1), 1000)).toBe(0);
    const slopes = fitPowerLaw(
      [500, 700, 900, 990].map((width) => ({ x: width, y: weakSuperpositionLoss(power(1), width) })),
    ).localSlopes;
    expect(slopes.at(-1)!).toBeGreaterThan(10 * slopes[0]!);
  });

  test.each([
    [0.5, 0.02],
    [1, 0.07],
    // a sum that begins at its largest term is no integral
    [1.5, 0.32],
  ])("at α = %d its integral, factor 4/3 included, is within %d of the sum", (alpha, tolerance) => {
    const integral = weakSuperpositionIntegral({ alpha, features: 10_000, keptShare: 0.3 });
    expect(Math.abs(integral / weakSuperpositionLoss(power(alpha, 10_000), 3000) - 1)).toBeLessThan(tolerance);
  });
});

describe("overlap laws", () => {
  test.each([
    [10, 0.0991, 0.015, 55, 0.05],
    [15, 0.0657, 0.00732, 120, 0.1125],
    [25, 0.039, 0.00284, 325, 0.3125],
    [39, 0.0247, 0.00122, 780, 0.7605],
    [63, 0.0149, 0.00048, 2016, 1],
    [100, 0.009, 0.00019, 5050, 1],
  ])("at width %i match the table of 1000 features", (width, welch, variance, limit, share) => {
    expect(randomOverlapMean(width)).toBe(1 / width);
    expect(welchBoundSquared(1000, width)).toBeCloseTo(welch, 4);
    expect(randomOverlapVariance(width)).toBeCloseTo(variance, 4);
    expect(equiangularLimit(width)).toBe(limit);
    expect(equiangularShare(1000, width)).toBeCloseTo(share, 6);
  });

  test("hold for random directions, mean and variance", () => {
    for (const width of [3, 10, 40]) {
      const { meanSquared, varianceSquared } = rowOverlaps(unitRows(400, width, randomSource(width)), width);
      expect(meanSquared * width).toBeCloseTo(1, 1);
      expect(varianceSquared / randomOverlapVariance(width)).toBeCloseTo(1, 1);
    }
  });

  test("no set of unit vectors has a mean or a largest squared overlap below the Welch bound", () => {
    const size = fc.record({
      rows: fc.integer({ min: 2, max: 40 }),
      width: fc.integer({ min: 1, max: 12 }),
      seed: fc.nat(),
    });
    fc.assert(
      fc.property(size, ({ rows, width, seed }) => {
        const overlaps = rowOverlaps(unitRows(rows, width, randomSource(seed)), width);
        expect(overlaps.meanSquared).toBeGreaterThanOrEqual(welchBoundSquared(rows, width) - 1e-6);
        expect(overlaps.maxSquared).toBeGreaterThanOrEqual(overlaps.meanSquared - 1e-9);
      }),
    );
  });

  test("the cross-entropy bridge falls as 1/m where row norms stay", () => {
    const at = (width: number): number => crossEntropyInterference({ rowNorm: 1.3, features: 1000, width });
    expect(at(20) / at(40)).toBeCloseTo(2, 9);
  });
});

describe("fitPowerLaw", () => {
  test("finds an exact law, whatever the scale and order", () => {
    const law = fc.record({
      exponent: fc.double({ min: -3, max: 3, noNaN: true }),
      scale: fc.double({ min: 0.01, max: 100, noNaN: true }),
    });
    fc.assert(
      fc.property(law, ({ exponent, scale }) => {
        const fit = fitPowerLaw([32, 8, 128, 2].map((x) => ({ x, y: scale * x ** -exponent })));
        expect(fit.exponent).toBeCloseTo(exponent, 8);
        expect(fit.standardError!).toBeLessThan(1e-6);
        expect(fit.range).toEqual([2, 128]);
      }),
    );
  });

  test("reproduces the published slopes and R² of the large runs from their losses", () => {
    const widths = [8, 16, 32, 64, 128, 256, 512, 1024];
    const line = (losses: readonly number[], from = 8) =>
      fitPowerLaw(widths.map((x, index) => ({ x, y: losses[index]! })).filter(({ x }) => x >= from));
    const exponential = line([1.292, 0.943, 0.566, 0.187, 0.115, 0.046, 0.034, 0.0102]);
    expect([exponential.exponent, exponential.standardError, exponential.r2].map((value) => value!.toFixed(2))).toEqual(
      ["1.01", "0.05", "0.98"],
    );
    const power12 = line([0.548, 0.415, 0.312, 0.158, 0.088, 0.029, 0.031, 0.0088], 32);
    expect([power12.exponent, power12.standardError].map((value) => value!.toFixed(2))).toEqual(["0.98", "0.10"]);
    const linear = line([1.335, 1.245, 0.958, 0.672, 0.335, 0.166, 0.075, 0.055], 32);
    expect([linear.exponent, linear.standardError].map((value) => value!.toFixed(2))).toEqual(["0.89", "0.05"]);
  });

  test("has the local slopes of the published concave curve", () => {
    const losses = [1.185, 0.994, 0.746, 0.514, 0.309, 0.171];
    const { localSlopes } = fitPowerLaw(paperWidths.map((x, index) => ({ x, y: losses[index]! })));
    for (const [index, slope] of [0.43, 0.56, 0.84, 1.06, 1.28].entries())
      expect(localSlopes[index]).toBeCloseTo(slope, 2);
  });

  test("says nothing of fewer than two points, and leaves out what has no logarithm", () => {
    expect(fitPowerLaw([{ x: 1, y: 1 }]).exponent).toBeNull();
    expect(
      fitPowerLaw([
        { x: 1, y: 1 },
        { x: 2, y: Number.NaN },
        { x: 4, y: 0.25 },
      ]),
    ).toMatchObject({ exponent: 1, range: [1, 4] });
  });
});
