import { describe, expect, test } from "vitest";
import {
  type DecisionInput,
  stickyPolicy,
  type TierState,
  thresholdPolicy,
  withinLimits,
} from "../../src/policy/index.ts";

const policy = thresholdPolicy({
  ladder: ["small", "medium", "large"].map((tier) => ({ tier, minConfidence: 0 })),
  signal: "complexity",
  startAt: [0.3, 0.6],
  riskFloor: { high: "medium" },
});
const input: DecisionInput = { complexity: 0, promptLength: 10, risk: "normal" };
const unknown: TierState = {
  inputNanoUsdPerToken: null,
  cachedNanoUsdPerToken: null,
  worstCostNanoUsd: null,
  expectedLatencyMs: null,
};

/** Input prices of 100, 1,000 and 4,000 nano-dollars a token, cached reads at a tenth. */
const prices: Record<string, number> = { small: 100, medium: 1_000, large: 4_000 };
const stateOf = (tier: string): TierState => ({
  ...unknown,
  inputNanoUsdPerToken: prices[tier]!,
  cachedNanoUsdPerToken: prices[tier]! / 10,
});
const at = (tier: string, idleMs = 1_000) => ({ conversation: { tier, tokens: 10_000, idleMs }, stateOf });

describe("stickyPolicy", () => {
  test("switches down only if saving × expected turns exceeds the eviction", () => {
    // large to medium: saves 400 − 100 = 300 a token and turn, evicts 1,000 − 100 = 900 once
    const decide = (expectedTurns: number) =>
      stickyPolicy(policy, { expectedTurns }).decide({ ...input, complexity: 0.4, ...at("large") });
    expect(decide(3)).toMatchObject({
      tier: "large",
      reasons: ["complexity 0.40 is at or above 0.3", expect.stringContaining("stays at large")],
    });
    expect(decide(4)).toMatchObject({ tier: "medium" });
  });

  test("a margin makes it more reluctant", () => {
    const sticky = stickyPolicy(policy, { expectedTurns: 4, marginNanoUsd: 3_000_000 });
    expect(sticky.decide({ ...input, complexity: 0.4, ...at("large") }).tier).toBe("large");
  });

  test("never holds back a request that needs more", () => {
    expect(stickyPolicy(policy).decide({ ...input, complexity: 0.9, ...at("small") }).tier).toBe("large");
  });

  test("lets go when the cache has expired, the price is unknown, or there was no turn before", () => {
    const sticky = stickyPolicy(policy, { expectedTurns: 1, cacheLifetimeMs: 60_000 });
    const high = { ...input, complexity: 0.4 };
    expect(sticky.decide({ ...high, ...at("large") }).tier).toBe("large");
    expect(sticky.decide({ ...high, ...at("large", 60_000) }).tier).toBe("medium");
    expect(sticky.decide({ ...high, ...at("large"), stateOf: () => unknown }).tier).toBe("medium");
    expect(sticky.decide({ ...high, stateOf }).tier).toBe("medium");
  });
});

describe("withinLimits", () => {
  const limited = withinLimits(policy);
  const costs: Record<string, number> = { small: 10, medium: 100, large: 1_000 };
  const stateWith = (tier: string): TierState => ({
    ...unknown,
    worstCostNanoUsd: costs[tier]!,
    expectedLatencyMs: costs[tier]!,
  });

  test("starts lower where the tier could exceed the budget or is too slow, and says why", () => {
    const high = { ...input, complexity: 0.9, stateOf: stateWith };
    expect(limited.decide({ ...high, budgetNanoUsd: 100 })).toMatchObject({
      tier: "medium",
      reasons: [expect.any(String), "large could cost more than the budget"],
    });
    expect(limited.decide({ ...high, deadlineMs: 50 })).toMatchObject({
      tier: "small",
      reasons: [expect.any(String), "large is expected to miss the deadline"],
    });
    expect(limited.rungsFrom(limited.decide({ ...high, deadlineMs: 50 })).map(({ tier }) => tier)).toEqual([
      "small",
      "medium",
      "large",
    ]);
  });

  test("leaves the decision alone where it fits, where nothing is known, or where nothing would fit", () => {
    const high = { ...input, complexity: 0.9 };
    expect(limited.decide({ ...high, stateOf: stateWith, budgetNanoUsd: 1_000 }).tier).toBe("large");
    expect(limited.decide({ ...high, stateOf: () => unknown, budgetNanoUsd: 1, deadlineMs: 1 }).tier).toBe("large");
    expect(limited.decide({ ...high, stateOf: stateWith, budgetNanoUsd: 1 }).tier).toBe("large");
    expect(limited.decide({ ...high, budgetNanoUsd: 1 }).tier).toBe("large");
  });

  test("never goes below the risk's floor", () => {
    const risky = { ...input, complexity: 0.9, risk: "high" as const, stateOf: stateWith };
    expect(limited.decide({ ...risky, budgetNanoUsd: 100 }).tier).toBe("medium");
    expect(limited.decide({ ...risky, budgetNanoUsd: 10 }).tier).toBe("large");
  });

  test("tells its parameters apart from those of the policy inside", () => {
    const versions = [policy, limited, stickyPolicy(policy), stickyPolicy(policy, { expectedTurns: 9 })].map(
      ({ version }) => version,
    );
    expect(new Set(versions).size).toBe(4);
  });
});
