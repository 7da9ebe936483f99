import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import {
  type GradientOptions,
  independentSampler,
  loadProducts,
  lossAndGradient,
  type OutputProducts,
  plainProducts,
  presetNamed,
  randomSource,
  toyModel,
} from "../../../src/superposition/index.ts";
import { numericalGradient, twinLoss } from "../support/slow-twin.ts";

let tfjs: OutputProducts;
beforeAll(async () => {
  tfjs = await loadProducts();
});

function example(options: { features: number; width: number; probability: number; batch: number; seed?: number }) {
  const { features, width, probability, batch, seed = 1 } = options;
  const random = randomSource(seed);
  const model = toyModel({ features, width, random, biasScale: 0.1 });
  const sampler = independentSampler(new Float64Array(features).fill(probability), { batch, random, values: [0, 2] });
  return { model, batch: sampler() };
}

/** Where a rectified unit is at its kink, a central difference is off; so gradients are compared as whole vectors. */
function expectSameDirection(own: readonly number[], other: readonly number[]): void {
  const length = Math.hypot(...other);
  expect(length).toBeGreaterThan(0);
  expect(Math.hypot(...own.map((value, at) => value - other[at]!)) / length).toBeLessThan(0.01);
}

describe("lossAndGradient", () => {
  test.each([...presetNamed("quick").base.widths, ...presetNamed("laptop").base.widths])(
    "at width %i agrees with the slow twin and a numerical gradient, on tfjs and in plain loops",
    (width) => {
      const { model, batch } = example({ features: 120, width, probability: 0.03, batch: 24 });
      const loss = twinLoss({ model, batch });
      const places = Array.from({ length: 40 }, (_, index) => (index * 7919) % model.decoder.length);
      const biasPlaces = Array.from({ length: 40 }, (_, index) => index * 3);
      const numerical = numericalGradient({ model, batch }, model.decoder, places);
      const numericalBias = numericalGradient({ model, batch }, model.bias, biasPlaces);
      for (const products of [tfjs, plainProducts]) {
        const own = lossAndGradient({ model, batch, products });
        expect(own.loss / loss).toBeCloseTo(1, 5);
        expectSameDirection(
          places.map((place) => own.decoder[place]!),
          numerical,
        );
        expectSameDirection(
          biasPlaces.map((place) => own.bias[place]!),
          numericalBias,
        );
      }
    },
  );

  test.each<[string, Partial<GradientOptions> & { isTied?: boolean; hidden?: "relu"; output?: "linear" }]>([
    ["importance", { importance: Float32Array.from({ length: 12 }, (_, index) => 0.8 ** index) }],
    ["a linear output", { output: "linear" }],
    ["a rectified hidden layer", { hidden: "relu" }],
    ["untied weights and a target of absolute values", { isTied: false, hidden: "relu", target: Math.abs }],
  ])("with %s agrees with the slow twin and a numerical gradient", (_, { isTied, hidden, output, ...rest }) => {
    const random = randomSource(3);
    const model = toyModel({
      features: 12,
      width: 5,
      random,
      biasScale: 0.1,
      ...(isTied !== undefined && { isTied }),
      ...(hidden && { hidden }),
      ...(output && { output }),
    });
    const batch = independentSampler(new Float64Array(12).fill(0.2), { batch: 20, random, values: [-1, 1] })();
    const all = Array.from({ length: 60 }, (_, index) => index);
    for (const products of [tfjs, plainProducts]) {
      const own = lossAndGradient({ model, batch, products, ...rest });
      expect(own.loss / twinLoss({ model, batch, ...rest })).toBeCloseTo(1, 4);
      expectSameDirection([...own.decoder], numericalGradient({ model, batch, ...rest }, model.decoder, all));
      expectSameDirection([...own.encoder], numericalGradient({ model, batch, ...rest }, model.encoder, all));
      expectSameDirection([...own.bias], numericalGradient({ model, batch, ...rest }, model.bias, all.slice(0, 12)));
    }
  });

  test("agrees with the twin for any shape, sparse or dense, empty inputs included", () => {
    const shape = fc.record({
      features: fc.integer({ min: 2, max: 30 }),
      width: fc.integer({ min: 1, max: 9 }),
      probability: fc.constantFrom(0, 0.02, 0.3, 1),
      batch: fc.integer({ min: 1, max: 20 }),
      seed: fc.nat(),
    });
    fc.assert(
      fc.property(shape, (options) => {
        const { model, batch } = example(options);
        const loss = twinLoss({ model, batch });
        for (const products of [tfjs, plainProducts])
          expect(Math.abs(lossAndGradient({ model, batch, products }).loss - loss)).toBeLessThan(1e-4 * (1 + loss));
      }),
      { numRuns: 100 },
    );
  });
});
