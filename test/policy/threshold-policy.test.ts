import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fixedPolicy, parsePolicy, type ThresholdParameters, thresholdPolicy } from "../../src/policy/index.ts";

const parameters: ThresholdParameters = {
  ladder: [
    { tier: "small", minConfidence: 0.5 },
    { tier: "medium", minConfidence: 0.4 },
    { tier: "large", minConfidence: 0 },
  ],
  signal: "complexity",
  startAt: [0.2, 0.6],
  riskFloor: { high: "medium" },
};
const input = { complexity: 0, promptLength: 100, risk: "normal" } as const;

describe("thresholdPolicy", () => {
  test.each([
    [0, "small"],
    [0.2, "medium"],
    [0.59, "medium"],
    [0.6, "large"],
  ])("at complexity %f starts at %s", (complexity, tier) => {
    expect(thresholdPolicy(parameters).decide({ ...input, complexity }).tier).toBe(tier);
  });

  test("a risk floor lifts the start and says so", () => {
    const decision = thresholdPolicy(parameters).decide({ ...input, risk: "high" });
    expect(decision.tier).toBe("medium");
    expect(decision.reasons).toEqual(["complexity 0.00 is below 0.2", "risk high starts at medium or above"]);
  });

  test("the rungs that may follow are those from the start on", () => {
    const policy = thresholdPolicy(parameters);
    expect(policy.rungsFrom(policy.decide({ ...input, complexity: 0.3 })).map(({ tier }) => tier)).toEqual([
      "medium",
      "large",
    ]);
  });

  test("never starts lower for a more complex request", () => {
    const policy = thresholdPolicy(parameters);
    const place = (complexity: number): number =>
      ["small", "medium", "large"].indexOf(policy.decide({ ...input, complexity }).tier);
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(fc.property(share, share, (a, b) => place(Math.max(a, b)) >= place(Math.min(a, b))));
  });

  test.each([
    [{ ladder: [] }, /field "ladder": expected at least one rung, got \[\]/],
    [{ ladder: undefined }, /field "ladder": expected at least one rung, got nothing/],
    [
      { ladder: [...parameters.ladder, parameters.ladder[0]] },
      /field "ladder.3.tier": expected a tier that no other rung has, got "small"/,
    ],
    [
      { ladder: [{ tier: "small", minConfidence: "x" }] },
      /field "ladder.0.minConfidence": expected a number from 0 to 1, got "x"/,
    ],
    [{ signal: "magic" }, /field "signal": expected complexity or promptLength, got "magic"/],
    [{ startAt: [0.2] }, /field "startAt": expected 2 thresholds for 3 rungs, got \[0.2\]/],
    [{ startAt: [0.6, 0.2] }, /expected rising thresholds, got \[0.6,0.2\]/],
    [{ startAt: [Number.NaN, 0.2] }, /expected rising thresholds/],
    [{ startAt: ["z", 0.2] }, /expected rising thresholds/],
    [{ reviewRisks: "high" }, /field "reviewRisks": expected a list of low, normal, high, got "high"/],
    [{ riskFloor: { high: "huge" } }, /expected one of small, medium, large, got "huge"/],
  ])("refuses %j", (wrong, message) => {
    expect(() => thresholdPolicy({ ...parameters, ...wrong } as ThresholdParameters)).toThrow(message);
  });
});

describe("fixedPolicy", () => {
  test("knows one tier", () => {
    const policy = fixedPolicy("large");
    const decision = policy.decide({ ...input, complexity: 0.9 });
    expect(decision).toEqual({ tier: "large", reasons: [], propensity: 1 });
    expect(policy.rungsFrom(decision)).toEqual([{ tier: "large", minConfidence: 0 }]);
  });
});

describe("parsePolicy", () => {
  const file = { v: 1, kind: "thresholds", ...parameters };

  test("reads what was stored", () => {
    expect(parsePolicy(JSON.stringify(file)).policy.decide({ ...input, complexity: 0.7 }).tier).toBe("large");
  });

  test.each([
    ["{", /p.json: expected a policy file, but this is not JSON/],
    ["null", /field "v": expected policy version 1, got nothing/],
    [JSON.stringify({ ...file, v: 2 }), /field "v": expected policy version 1, got 2/],
    ['{"v":1,"kind":"thresholds"}', /p.json, field "ladder": expected at least one rung, got nothing/],
    [JSON.stringify({ ...file, kind: "magic" }), /field "kind": expected kind "thresholds", got "magic"/],
  ])("refuses %s", (text, message) => {
    expect(() => parsePolicy(text, "p.json")).toThrow(message);
  });
});

test("a tier that is not on the ladder leads nowhere, not to the dearest", () => {
  const policy = fixedPolicy("small");
  expect(() => policy.rungsFrom({ tier: "tiny", reasons: [], propensity: 1 })).toThrow(
    'field "tier": expected one of small, got "tiny"',
  );
});
