import { beforeAll, describe, expect, test } from "vitest";
import {
  absoluteValue,
  adversarialVulnerability,
  anglesBetween,
  bestTwoFeaturePhase,
  correlatedSets,
  dimensionsPerFeature,
  featuresInThePlane,
  hiddenRelu,
  learningJumps,
  linearAgainstRelu,
  loadProducts,
  type OutputProducts,
  perturbedPentagon,
  phaseDiagram,
  recoverability,
  secondFeaturePhase,
} from "../../../src/superposition/index.ts";

const minutes = 60_000;
let products: OutputProducts;
beforeAll(async () => {
  products = await loadProducts();
});

describe("demonstrations of Elhage et al. 2022", { timeout: 10 * minutes }, () => {
  test("1: a linear model keeps the five most important of twenty features; a rectified one superposes as they get rarer", () => {
    const found = linearAgainstRelu({ densities: [1, 0.1, 0.003], starts: 1 });
    for (const { output, density, features, represented, instance } of found) {
      if (output === "relu" && density < 1) continue;
      expect(represented, `${output} at ${density}`).toBe(5);
      for (const [feature, { norm, superposition }] of features.entries()) {
        if (density < 0.01) continue;
        expect(Math.abs(norm - (feature < 5 ? 1 : 0))).toBeLessThan(0.1);
        if (feature < 5) expect(superposition).toBeLessThan(0.05);
        else expect(instance.model.bias[feature]! / (density / 2)).toBeCloseTo(1, 0);
      }
    }
    const [, pairs, all] = found.filter(({ output }) => output === "relu");
    expect(pairs!.represented).toBeGreaterThan(5);
    // what shares a direction first are the less important
    expect(pairs!.features.slice(5, 7).every(({ superposition, norm }) => norm < 0.5 || superposition > 0.5)).toBe(
      true,
    );
    expect(all!.represented).toBeGreaterThan(pairs!.represented);
    expect(Math.min(...all!.instance.model.bias)).toBeLessThan(-0.05);
  });

  test("2: the same with eighty features in twenty dimensions", () => {
    const found = linearAgainstRelu({
      features: 80,
      width: 20,
      importanceBase: 0.9,
      densities: [0.1],
      starts: 1,
      steps: 1000,
    });
    const [linear, relu] = found.map(({ represented }) => represented);
    expect(linear).toBe(20);
    expect(relu).toBeGreaterThan(24);
  });

  test("3 and 4: five features in the plane are an orthogonal pair, then a square, then a pentagon", () => {
    const [pair, square, pentagon] = featuresInThePlane({ starts: 6 });
    expect(pair!.angles).toHaveLength(2);
    expect(Math.abs(anglesBetween(pair!.angles)[0]! - 90)).toBeLessThan(3);
    expect(square!.angles).toHaveLength(4);
    for (const gap of anglesBetween(square!.angles)) expect(Math.abs(gap - 90)).toBeLessThan(4);
    expect(square!.dimensionalities.filter((value) => Math.abs(value - 0.5) < 0.03)).toHaveLength(4);
    expect(pentagon!.angles).toHaveLength(5);
    for (const gap of anglesBetween(pentagon!.angles)) expect(Math.abs(gap - 72)).toBeLessThan(6);
    for (const value of pentagon!.dimensionalities) expect(Math.abs(value - 0.4)).toBeLessThan(0.03);
  });

  test("5: the phases of two features are those of the closed form, away from its boundary", () => {
    const points = phaseDiagram({ importances: [0.2, 0.5, 2, 5], densities: [1, 0.6, 0.2, 0.08], starts: 6 });
    for (const point of points) {
      const { importance, density, phase } = point;
      expect(phase, `importance ${importance}, density ${density}`).toBe(
        secondFeaturePhase(bestTwoFeaturePhase(point)),
      );
    }
    expect(new Set(points.map(({ phase }) => phase))).toEqual(new Set(["ignored", "superposed", "dedicated"]));
  });

  test("5: three features in two dimensions have the same three phases", () => {
    const found = phaseDiagram({ features: 3, importances: [0.1, 10], densities: [1, 0.03], starts: 6 });
    const phaseAt = (importance: number, density: number) =>
      found.find((point) => point.importance === importance && point.density === density)!.phase;
    expect(phaseAt(0.1, 1)).toBe("ignored");
    expect(phaseAt(10, 1)).toBe("dedicated");
    expect(phaseAt(0.1, 0.03)).toBe("superposed");
  });

  test("8: a pentagon bends, and snaps to two digons, as one feature gets rarer", () => {
    const [whole, bent, snapped] = perturbedPentagon({ ratios: [1, 0.5, 0.15], starts: 5 });
    const unevenness = (angles: readonly number[]): number => anglesBetween(angles).at(-1)! - anglesBetween(angles)[0]!;
    expect([whole, bent, snapped].map((arrangement) => arrangement!.angles.length)).toEqual([5, 5, 4]);
    expect(unevenness(whole!.angles)).toBeLessThan(3);
    expect(unevenness(bent!.angles)).toBeGreaterThan(4);
    expect(snapped!.dimensionalities.map((value) => Math.round(10 * value) / 10)).toEqual([0.5, 0.5, 0.5, 0.5, 0]);
  });

  test("9: features that occur together are orthogonal or side by side, those that never do are opposed", () => {
    for (const cosine of correlatedSets("correlated", { starts: 5 }).within)
      expect(Math.abs(cosine)).toBeLessThan(0.15);
    for (const cosine of correlatedSets("anticorrelated", { starts: 5 }).within) expect(cosine).toBeLessThan(-0.95);
    const crowded = correlatedSets("correlated", { setSize: 3, starts: 5 });
    expect(Math.min(...crowded.within)).toBeGreaterThan(-0.3);
    expect(Math.max(...crowded.within)).toBeGreaterThan(0.9);
  });

  test("10: loss falls in jumps, where dimensionalities jump, and ends in an octahedron", () => {
    const { moments, instance } = learningJumps();
    const last = moments.at(-1)!;
    for (const value of last.dimensionalities) expect(Math.abs(value - 0.5)).toBeLessThan(0.05);
    expect(dimensionsPerFeature(instance.model.decoder, 3)).toBeCloseTo(0.5, 1);
    const changes = moments.slice(1).map(({ dimensionalities, loss }, index) => ({
      moved: dimensionalities.reduce(
        (sum, value, feature) => sum + Math.abs(value - moments[index]!.dimensionalities[feature]!),
        0,
      ),
      fell: moments[index]!.loss - loss,
    }));
    const byMovement = [...changes].sort((one, other) => other.moved - one.moved);
    const fallOf = (some: readonly { fell: number }[]): number => some.reduce((sum, { fell }) => sum + fell, 0);
    expect(fallOf(byMovement.slice(0, Math.ceil(changes.length / 5)))).toBeGreaterThan(0.5 * fallOf(changes));
  });

  test("11: with a rectified hidden layer neurons stand for one feature each, and for several where features are sparse", () => {
    const [dense, sparse] = hiddenRelu({ densities: [0.5, 0.1], starts: 6 });
    expect(dense!.featuresPerNeuron).toEqual([1, 1, 1, 1, 1]);
    expect(Math.max(...sparse!.featuresPerNeuron)).toBeGreaterThan(1);
  });

  test("12: absolute values take two neurons each; with too few, sparse features share them", () => {
    const [enough] = absoluteValue({ starts: 3 });
    expect(enough!.relativeLoss).toBeLessThan(0.001);
    expect(enough!.featuresPerNeuron).toEqual([1, 1, 1, 1, 1, 1]);
    const few = { features: 30, width: 12, importanceBase: 0.9, starts: 1, steps: 1500, products };
    const [dense, sparse] = absoluteValue({ ...few, densities: [1, 0.05] });
    const polysemantic = (counts: readonly number[]): number => counts.filter((count) => count > 1).length;
    expect(polysemantic(dense!.featuresPerNeuron)).toBeLessThanOrEqual(3);
    expect(polysemantic(sparse!.featuresPerNeuron)).toBeGreaterThanOrEqual(9);
    expect(sparse!.relativeLoss).toBeLessThan(dense!.relativeLoss);
  });

  test("13: vulnerability to small changes more than triples, and rises as dimensions per feature fall", () => {
    const points = adversarialVulnerability({
      products,
      features: 40,
      width: 8,
      densities: [1, 0.3, 0.1],
      batch: 256,
      steps: 800,
    });
    expect(points.at(-1)!.vulnerability).toBeGreaterThan(3);
    for (const [index, point] of points.slice(1).entries()) {
      expect(point.vulnerability).toBeGreaterThan(points[index]!.vulnerability);
      expect(point.dimensionsPerFeature).toBeLessThan(points[index]!.dimensionsPerFeature);
    }
  });

  test("a sparse dictionary finds nearly all features where there is room, and ever fewer as they crowd", () => {
    const points = recoverability({ products, widths: [48, 12, 5], samples: 3000 });
    expect(points[0]!.recovered).toBeGreaterThan(0.85);
    expect(points[2]!.recovered).toBeLessThan(points[0]!.recovered - 0.2);
    expect(points[2]!.meanBestCosine).toBeLessThan(points[0]!.meanBestCosine);
  });
});
