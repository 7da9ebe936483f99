import { describe, expect, test } from "vitest";
import { believeEstimates } from "../../src/estimation/believe-estimates.ts";
import { randomSource } from "../../src/statistics/index.ts";

const rows = 120;
const arms = ["small", "large"];
const folds = Int32Array.from({ length: rows }, (_, row) => row % 3);

describe("what is believed of held-out estimates", () => {
  const random = randomSource(4);
  const raw = Float32Array.from({ length: rows * 2 }, () => random.next() - 0.5);
  const scores = raw.map((own) => 0.5 + 0.4 * own + 0.1 * random.next());

  test("a fold's own labels do not decide how its estimates are held to their word", () => {
    const opposite = scores.map((score, at) => (folds[at >> 1] === 0 ? 1 - score : score));
    const one = believeEstimates({ arms, scores, folds }, raw, 0);
    expect(believeEstimates({ arms, scores: opposite, folds }, raw, 0)).toEqual(one);
    expect(believeEstimates({ arms, scores: opposite, folds }, raw).trust).toBeLessThan(one.trust / 2);
  });

  test("rows without a score make nothing more or less certain", () => {
    const [more, unknown] = [Float32Array.from([...raw, 1, 1]), Float32Array.from([...scores, Number.NaN, Number.NaN])];
    const all = believeEstimates({ arms, scores: unknown, folds: Int32Array.from([...folds, 0]) }, more);
    expect(all.trust).toBe(believeEstimates({ arms, scores, folds }, raw).trust);
  });
});
