import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  figuresOf,
  oracle,
  priceCase,
  randomMix,
  replay,
  type ScoredRow,
  totalUsd,
} from "../../src/evaluation/index.ts";
import type { Cell } from "../../src/matrix/index.ts";
import { fixedPolicy, thresholdPolicy } from "../../src/policy/index.ts";

const economics = {
  errorCostUsd: { low: 0.1, normal: 1, high: 10 },
  reviewCostUsd: 2,
  reviewAccuracy: 0.9,
  latencyCostUsdPerSecond: 0.5,
};

function cell(success: boolean, costUsd: number | null, more: Partial<Cell> = {}): Cell {
  return {
    score: Number(success),
    success,
    costUsd,
    inputTokens: 1,
    outputTokens: 1,
    latencyMs: 1000,
    verdict: "accepted",
    ...more,
  };
}

function scored(id: string, outcomes: Record<string, Cell>, complexity = 0): ScoredRow {
  return { row: { id, prompt: "p", outcomes }, input: { complexity, promptLength: 1, risk: "normal" } };
}

const policy = thresholdPolicy({
  ladder: [
    { tier: "small", minConfidence: 0.5 },
    { tier: "large", minConfidence: 0 },
  ],
  signal: "complexity",
  startAt: [0.5],
});

describe("replay", () => {
  test("accepts, escalates and reviews as the recorded answers demand, with every call paid", () => {
    const rows = [
      scored("accepted", { small: cell(true, 0.01, { confidence: 0.9 }), large: cell(true, 0.1) }),
      scored("unsure", { small: cell(false, 0.01, { confidence: 0.2 }), large: cell(true, 0.1) }),
      scored("reviewed", {
        small: cell(false, 0.01, { verdict: "not-json" }),
        large: cell(false, 0.1, { verdict: "wrong-schema" }),
      }),
      scored("hard", { small: cell(true, 0.01), large: cell(false, 0.1) }, 0.7),
    ];
    const paths = replay(rows, policy, economics);
    expect(paths.map(({ endedAt, escalations, success }) => ({ endedAt, escalations, success }))).toEqual([
      { endedAt: "small", escalations: 0, success: 1 },
      { endedAt: "large", escalations: 1, success: 1 },
      { endedAt: "review", escalations: 1, success: 0.9 },
      { endedAt: "large", escalations: 0, success: 0 },
    ]);
    expect(paths.map(({ cost }) => totalUsd(cost))).toEqual([
      0.01 + 0.5,
      expect.closeTo(0.11 + 1, 12),
      expect.closeTo(0.11 + 2 + 0.1 + 1, 12),
      expect.closeTo(0.1 + 1 + 0.5, 12),
    ]);
  });

  test("an unknown cost stays unknown and is counted apart", () => {
    const rows = [scored("a", { small: cell(true, null) }), scored("b", { small: cell(true, 0.5) })];
    const figures = figuresOf(replay(rows, fixedPolicy("small"), economics));
    expect(figures).toMatchObject({ cases: 2, unknownCost: 1, modelCostUsd: 0.5, successRate: 1 });
  });

  test("says which cell was never recorded", () => {
    expect(() => replay([scored("a", {})], fixedPolicy("small"), economics)).toThrow(
      'case "a" has no recorded cell for arm "small"',
    );
  });
});

describe("figuresOf", () => {
  test("is a ratio of sums, and owns up when nothing succeeded", () => {
    const none = figuresOf(replay([scored("a", { small: cell(false, 1) })], fixedPolicy("small"), economics));
    expect(none).toMatchObject({
      costPerSuccess: null,
      costPerSuccessInterval: null,
      successRate: 0,
      totalCostUsd: 2.5,
    });
  });

  test("never holds NaN or Infinity, and its totals are the sums of its parts", () => {
    const anyCell = fc.record({
      success: fc.boolean(),
      cost: fc.option(fc.double({ min: 0, max: 5, noNaN: true })),
      verdict: fc.constantFrom("accepted", "not-json"),
    });
    fc.assert(
      fc.property(fc.array(anyCell, { minLength: 1, maxLength: 20 }), (drawn) => {
        const rows = drawn.map(({ success, cost, verdict }, index) =>
          scored(String(index), { small: cell(success, cost, { verdict }) }),
        );
        const paths = replay(rows, fixedPolicy("small"), economics);
        const figures = figuresOf(paths, { resamples: 50 });
        expect(JSON.stringify(figures)).not.toMatch(/null,null/);
        for (const value of Object.values(figures))
          if (typeof value === "number") expect(Number.isFinite(value)).toBe(true);
        const known = paths.flatMap(({ cost }) => totalUsd(cost) ?? []);
        expect(figures.totalCostUsd).toBeCloseTo(
          known.reduce((sum, cost) => sum + cost, 0),
          8,
        );
        expect(Object.values(figures.finalShare).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 8);
      }),
      { numRuns: 50 },
    );
  });
});

describe("baselines", () => {
  const rows = [
    scored("both", { small: cell(true, 0.01), large: cell(true, 0.1) }),
    scored("large only", { small: cell(false, 0.01), large: cell(true, 0.1) }),
    scored("neither", { small: cell(false, 0.01), large: cell(false, 0.1) }),
  ];

  test("the oracle takes the cheapest tier that is right, and a person where none is", () => {
    expect(oracle(rows, ["small", "large"], economics).map(({ endedAt }) => endedAt)).toEqual([
      "small",
      "large",
      "review",
    ]);
  });

  test("the random mix is the exact expectation over its draw", () => {
    const byTier = {
      small: replay(rows, fixedPolicy("small"), economics),
      large: replay(rows, fixedPolicy("large"), economics),
    };
    const mixed = randomMix(byTier, { small: 0.25, large: 0.75 });
    expect(mixed.map(({ success }) => success)).toEqual([1, 0.75, 0]);
    expect(totalUsd(mixed[0]!.cost)).toBeCloseTo(0.25 * 0.01 + 0.75 * 0.1 + 0.5, 12);
    expect(mixed.map(({ id }) => id)).toEqual(["both", "large only", "neither"]);
  });
});

describe("priceCase", () => {
  test("charges a wrong human approval like any accepted error", () => {
    const path = priceCase(
      {
        id: "a",
        cluster: "a",
        risk: "high",
        startTier: "small",
        accepted: null,
        escalations: 0,
        modelCostNanoUsd: 5,
        latencyMs: 0,
      },
      economics,
    );
    expect(path).toMatchObject({
      endedAt: "review",
      success: 0.9,
      cost: { modelUsd: 5e-9, reviewUsd: 2, latencyUsd: 0 },
    });
    expect(path.acceptedError).toBeCloseTo(0.1, 12);
    expect(path.cost.errorUsd).toBeCloseTo(1, 12);
  });
});
