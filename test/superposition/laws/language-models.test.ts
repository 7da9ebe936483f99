import { describe, expect, test } from "vitest";
import {
  chinchillaPublished,
  chinchillaRefitted,
  computeOptimal,
  fitLossLaw,
  inferredWidthExponent,
  kaplanPublished,
  type LossLaw,
  lossAt,
  openFamilyWidthLaw,
  openModels,
  publishedFamilyLoss,
  publishedWidthFit,
  randomSource,
} from "../../../src/superposition/index.ts";

const grid = [1e8, 3e8, 1e9, 3e9, 1e10].flatMap((parameters) =>
  [2e9, 1e10, 5e10, 3e11].map((tokens) => ({ parameters, tokens })),
);

describe("loss laws of language models", () => {
  test.each<[string, LossLaw]>([
    ["Hoffmann's", chinchillaPublished],
    ["Besiroglu's", chinchillaRefitted],
    ["Kaplan's", kaplanPublished],
  ])("%s parameters come back from the losses that they make", (_, law) => {
    const fit = fitLossLaw(
      law.kind,
      grid.map((at) => ({ ...at, loss: lossAt(law, at.parameters, at.tokens) })),
    );
    for (const [name, value] of Object.entries(law)) {
      const found = (fit.law as unknown as Record<string, number | string>)[name];
      if (typeof value === "number") expect((found as number) / value, name).toBeCloseTo(1, 3);
    }
    expect(fit.error).toBeLessThan(1e-6);
  });

  test("a fit of noisy losses stays near the truth", () => {
    const random = randomSource(5);
    const noisy = grid.map((at) => ({
      ...at,
      loss: lossAt(chinchillaRefitted, at.parameters, at.tokens) * Math.exp(0.003 * random.normal()),
    }));
    const { law, error } = fitLossLaw("chinchilla", noisy);
    expect(error).toBeLessThan(0.005);
    expect((law as typeof chinchillaRefitted).alpha).toBeGreaterThan(0.25);
    expect((law as typeof chinchillaRefitted).alpha).toBeLessThan(0.45);
  });

  test("the best split of a budget is the closed form: N = G (C/6)^(β/(α+β)), G = (αA/βB)^(1/(α+β))", () => {
    const { alpha, beta, a, b } = chinchillaPublished;
    for (const flops of [1e19, 5.76e23, 1e26]) {
      const closed = ((alpha * a) / (beta * b)) ** (1 / (alpha + beta)) * (flops / 6) ** (beta / (alpha + beta));
      const { parameters, tokens } = computeOptimal(chinchillaPublished, flops);
      expect(parameters / closed).toBeCloseTo(1, 4);
      expect(6 * parameters * tokens).toBeCloseTo(flops, -15);
    }
  });

  test("no other split of the budget is better, in Kaplan's law too", () => {
    const { parameters, loss } = computeOptimal(kaplanPublished, 1e21);
    for (const factor of [0.5, 0.9, 1.1, 2])
      expect(lossAt(kaplanPublished, parameters * factor, 1e21 / (6 * parameters * factor))).toBeGreaterThan(loss);
  });
});

describe("from parameters to width", () => {
  test("2.52 × 0.35 is the inferred exponent 0.88", () => {
    const { value, standardError } = inferredWidthExponent();
    expect(value).toBeCloseTo(0.88, 2);
    expect(standardError).toBeGreaterThan(0.045);
    expect(standardError).toBeLessThan(0.065);
  });

  test("parameters of the open families grow with about the 2.5th power of width", () => {
    const { value, standardError } = openFamilyWidthLaw();
    expect(openModels).toHaveLength(27);
    expect(Math.abs(value - 2.51)).toBeLessThan(standardError);
  });

  test("the published fit gives each family what its width leaves, on top of its own rest", () => {
    const small = publishedFamilyLoss("GPT-2", "WikiText", 768);
    expect(small.fromWidth).toBeCloseTo(476.08 * 768 ** -0.9098, 9);
    expect(small.fromWidth).toBeCloseTo(1.129, 3);
    expect(small.total).toBeCloseTo(3.431, 3);
    for (const { family, width } of openModels) {
      const { fromWidth, total } = publishedFamilyLoss(family, "C4", width);
      expect(total - fromWidth).toBeCloseTo(publishedWidthFit.rest[family].C4, 9);
    }
    const [one, other] = [1024, 2048].map((width) => publishedFamilyLoss("OPT", "Pile", width).fromWidth);
    expect(Math.log2(one! / other!)).toBeCloseTo(0.9098, 9);
  });
});
