import { describe, expect, test } from "vitest";
import { figuresOf, replay, type ScoredRow, tuneThresholds } from "../../src/evaluation/index.ts";
import { fixedPolicy, thresholdPolicy } from "../../src/policy/index.ts";
import { randomSource } from "../../src/statistics/index.ts";

const economics = {
  errorCostUsd: { low: 1, normal: 1, high: 1 },
  reviewCostUsd: 5,
  reviewAccuracy: 1,
  latencyCostUsdPerSecond: 0,
};

/** Cases on which the small tier fails above complexity 0.6, and knows that it does when `isHonest`. */
function rowsWith({ isHonest }: { isHonest: boolean }): ScoredRow[] {
  const random = randomSource(2);
  return Array.from({ length: 300 }, (_, index) => {
    const complexity = random.next();
    const success = complexity < 0.6;
    const base = { inputTokens: 1, outputTokens: 1, verdict: "accepted" };
    return {
      row: {
        id: String(index),
        prompt: "p",
        outcomes: {
          small: {
            ...base,
            score: Number(success),
            success,
            costUsd: 0.01,
            confidence: isHonest && !success ? 0.05 : 0.9,
          },
          large: { ...base, score: 1, success: true, costUsd: 0.2, confidence: 0.9 },
        },
      },
      input: { complexity: isHonest ? 0.5 : complexity, promptLength: 10, risk: "normal" as const },
    };
  });
}

function costPerSuccess(rows: ScoredRow[], policy: ReturnType<typeof fixedPolicy>): number {
  return figuresOf(replay(rows, policy, economics), { resamples: 10 }).costPerSuccess!;
}

describe("tuneThresholds", () => {
  test("starts high where the signal tells who fails", () => {
    const rows = rowsWith({ isHonest: false });
    const found = tuneThresholds({ rows, tiers: ["small", "large"], signal: "complexity", economics });
    expect(found.startAt[0]).toBeCloseTo(0.6, 1);
    const tuned = costPerSuccess(rows, thresholdPolicy(found));
    expect(tuned).toBeLessThan(costPerSuccess(rows, fixedPolicy("small")));
    expect(tuned).toBeLessThan(costPerSuccess(rows, fixedPolicy("large")));
  });

  test("starts low and asks for confidence where only the answer tells", () => {
    const found = tuneThresholds({
      rows: rowsWith({ isHonest: true }),
      tiers: ["small", "large"],
      signal: "complexity",
      economics,
    });
    expect(found.startAt[0]).toBeGreaterThan(0.5);
    expect(found.ladder[0]?.minConfidence).toBeGreaterThan(0.05);
  });
});
