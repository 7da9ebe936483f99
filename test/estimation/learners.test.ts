import { describe, expect, test } from "vitest";
import { addTrees, fitBoostedTrees } from "../../src/estimation/learn/boosted-trees.ts";
import { principalFactors } from "../../src/estimation/learn/principal-factors.ts";
import { fitRidge, predictRidge } from "../../src/estimation/learn/ridge.ts";
import { stackRows } from "../../src/estimation/learn/sparse-rows.ts";
import { randomSource } from "../../src/statistics/index.ts";

describe("ridge regression", () => {
  test("solves the normal equations", () => {
    const random = randomSource(5);
    const places = 4;
    const dense = Array.from({ length: 30 }, () => Array.from({ length: places }, () => random.next() - 0.5));
    const rows = stackRows(
      dense.map((row) => ({ indices: Int32Array.from(row.keys()), values: Float32Array.from(row) })),
    );
    const which = Int32Array.from(dense.keys());
    const targets = Float32Array.from(dense, ([a = 0, b = 0]) => 2 * a - b + 0.1);
    const penalty = 0.7;
    const weights = fitRidge(rows, which, targets, { places, outputs: 1, penalty, iterations: 50 });
    // (XᵀX + λI) w = Xᵀy
    for (let place = 0; place < places; place++) {
      let left = penalty * weights[place]!;
      let right = 0;
      for (const [row, values] of dense.entries()) {
        const predicted = values.reduce((sum, value, at) => sum + value * weights[at]!, 0);
        left += values[place]! * predicted;
        right += values[place]! * targets[row]!;
      }
      expect(left).toBeCloseTo(right, 4);
    }
    const predicted = predictRidge(rows, which, weights, 1);
    expect(predicted[3]).toBeCloseTo(
      dense[3]!.reduce((sum, value, at) => sum + value * weights[at]!, 0),
      5,
    );
  });

  test("fits outputs at once as it would one by one", () => {
    const rows = stackRows(
      [0, 1, 2].map((place) => ({ indices: Int32Array.of(place, 3), values: Float32Array.of(1, 0.5) })),
    );
    const which = Int32Array.of(0, 1, 2);
    const options = { places: 4, penalty: 1, iterations: 20 };
    const both = fitRidge(rows, which, Float32Array.of(1, 0, 0, 2, -1, 1), { ...options, outputs: 2 });
    const first = fitRidge(rows, which, Float32Array.of(1, 0, -1), { ...options, outputs: 1 });
    for (let place = 0; place < 4; place++) expect(both[2 * place]).toBeCloseTo(first[place]!, 5);
  });
});

describe("boosted trees", () => {
  test("find a step and leave what is noise alone", () => {
    const random = randomSource(2);
    const rows = 400;
    const features = Float32Array.from({ length: rows * 3 }, () => random.next());
    const targets = Float32Array.from({ length: rows * 2 }, (_, at) => {
      const isRight = features[Math.floor(at / 2) * 3 + 1]! > 0.6;
      return at % 2 === 0 ? Number(isRight) - 0.4 : 0;
    });
    const trees = fitBoostedTrees(features, targets, { featureCount: 3, outputs: 2, trees: 100 });
    const at = (value: number): Float64Array => {
      const out = new Float64Array(2);
      addTrees(trees, Float32Array.of(0.5, value, 0.5), out);
      return out;
    };
    expect(at(0.9)[0]).toBeGreaterThan(0.5);
    expect(at(0.1)[0]).toBeLessThan(-0.3);
    expect(Math.abs(at(0.9)[1]!)).toBeLessThan(1e-6);
  });

  test("grow nothing where no split is worth it", () => {
    expect(fitBoostedTrees(new Float32Array(50), new Float32Array(50), { featureCount: 1, outputs: 1 })).toEqual([]);
  });
});

describe("principal factors", () => {
  test("find the direction that columns share", () => {
    const table = Float32Array.from({ length: 60 }, (_, at) => [2, 1, 0][at % 3]! * Math.sin(Math.floor(at / 3)));
    const [first, second] = principalFactors(table, 3, 2);
    const scale = Math.sqrt(5);
    expect(Math.abs(first![0]!)).toBeCloseTo(2 / scale, 5);
    expect(Math.abs(first![1]!)).toBeCloseTo(1 / scale, 5);
    expect(second).toBeUndefined();
  });
});
