import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  batchBuilder,
  bestTwoFeaturePhase,
  dimensionsPerFeature,
  featureGeometry,
  lossAndGradient,
  plainProducts,
  randomSource,
  superpositionBoundary,
  type ToyModel,
  twoFeatureLosses,
} from "../../../src/superposition/index.ts";

const polygon = (sides: number): Float32Array =>
  Float32Array.from({ length: 2 * sides }, (_, at) => {
    const angle = (2 * Math.PI * Math.floor(at / 2)) / sides;
    return at % 2 === 0 ? Math.cos(angle) : Math.sin(angle);
  });
const third = 1 / Math.sqrt(3);
const tetrahedron = Float32Array.of(1, 1, 1, 1, -1, -1, -1, 1, -1, -1, -1, 1).map((value) => value * third);
/** Eight points on two squares, turned by 45°, at heights with cos² θ = 1/3. */
const antiprism = Float32Array.from({ length: 24 }, (_, at) => {
  const [point, axis] = [Math.floor(at / 3), at % 3];
  const angle = ((point % 4) * Math.PI) / 2 + (point < 4 ? 0 : Math.PI / 4);
  const height = point < 4 ? third : -third;
  const across = Math.sqrt(2 / 3);
  return axis === 0 ? across * Math.cos(angle) : axis === 1 ? across * Math.sin(angle) : height;
});

describe("feature dimensionality", () => {
  test.each<[string, Float32Array, number, number]>([
    ["a dimension of its own", Float32Array.of(1, 0, 0, 1), 2, 1],
    ["a digon", Float32Array.of(1, -1), 1, 1 / 2],
    ["a triangle", polygon(3), 2, 2 / 3],
    ["a pentagon", polygon(5), 2, 2 / 5],
    ["a heptagon", polygon(7), 2, 2 / 7],
    ["a tetrahedron", tetrahedron, 3, 3 / 4],
    ["a square antiprism", antiprism, 3, 3 / 8],
  ])("of %s", (_, rows, width, expected) => {
    const features = featureGeometry(rows, width);
    for (const { dimensionality } of features) expect(dimensionality).toBeCloseTo(expected, 6);
    expect(dimensionsPerFeature(rows, width)).toBeCloseTo(width / (rows.length / width), 6);
    // the rank, for a tight frame of unit vectors
    expect(features.reduce((sum, { dimensionality }) => sum + dimensionality, 0)).toBeCloseTo(width, 5);
  });

  test("of a zero row is 0, and never more than 1", () => {
    expect(featureGeometry(Float32Array.of(0, 0, 1, 0), 2)[0]).toEqual({
      norm: 0,
      superposition: 0,
      dimensionality: 0,
    });
    fc.assert(
      fc.property(fc.array(fc.float({ min: -2, max: 2, noNaN: true }), { minLength: 6, maxLength: 30 }), (values) => {
        const rows = Float32Array.from(values.slice(0, values.length - (values.length % 2)));
        for (const { dimensionality } of featureGeometry(rows, 2)) expect(dimensionality).toBeLessThanOrEqual(1 + 1e-6);
      }),
    );
  });

  test("superposition is 0 for orthogonal features and 1 where another can fake one", () => {
    expect(featureGeometry(Float32Array.of(1, 0, 0, 1), 2).map(({ superposition }) => superposition)).toEqual([0, 0]);
    expect(featureGeometry(Float32Array.of(1, 0, 1, 0), 2)[0]!.superposition).toBeCloseTo(1, 9);
  });
});

describe("two features in one dimension", () => {
  test.each([
    [1, 0.571],
    [0.5, 0.444],
    [2, 0.444],
    [5, 0.267],
    [0.1, 0.16],
    [10, 0.16],
  ])("with importance %d are superposed below density %d", (importance, boundary) => {
    expect(superpositionBoundary(importance)).toBeCloseTo(boundary, 2);
    const at = superpositionBoundary(importance);
    expect(bestTwoFeaturePhase({ importance, density: 0.98 * at })).toBe("superposed");
    expect(bestTwoFeaturePhase({ importance, density: Math.min(1, 1.02 * at) })).not.toBe("superposed");
  });

  test.each<["second ignored" | "superposed", readonly [number, number], readonly [number, number]]>([
    ["second ignored", [1, 0], [0, 0]],
    ["superposed", [1, -1], [0, 0]],
  ])("%s: the closed form is the loss that a model of that shape has", (phase, rows, biases) => {
    const [density, importance, size] = [0.4, 2, 400_000];
    const random = randomSource(8);
    const builder = batchBuilder(size);
    for (let input = 0; input < size; input++) {
      for (const feature of [0, 1]) if (random.uniform() < density) builder.add(input, feature, random.uniform());
    }
    const decoder = Float32Array.from(rows);
    // the best constant for an ignored feature is its mean
    const bias = Float32Array.from(biases, (value, feature) => (rows[feature] === 0 ? density / 2 : value));
    const model: ToyModel = {
      features: 2,
      width: 1,
      encoder: decoder,
      decoder,
      bias,
      hidden: "linear",
      output: "relu",
    };
    const { loss } = lossAndGradient({
      model,
      batch: builder.finish(),
      products: plainProducts,
      importance: Float32Array.of(1, importance),
    });
    expect(loss / twoFeatureLosses({ importance, density })[phase]).toBeCloseTo(1, 1);
  });
});
