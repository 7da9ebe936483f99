import { describe, expect, test } from "vitest";
import {
  type CasePath,
  type Comparison,
  figuresOf,
  type PolicyResult,
  type SuiteEvaluation,
} from "../../src/evaluation/index.ts";
import { verdictSentence } from "../../src/report/index.ts";
import { policyRows } from "../../src/report/policy-table.ts";

function result(name: string, success: number, modelUsd: number | null): PolicyResult {
  const path = (index: number): CasePath => ({
    id: String(index),
    cluster: String(index),
    startTier: "small",
    endedAt: "small",
    escalations: 0,
    reviewed: 0,
    success,
    acceptedError: 1 - success,
    cost: { modelUsd: index === 0 ? modelUsd : 0.1, reviewUsd: 0, errorUsd: 0, latencyUsd: 0 },
  });
  const paths = Array.from({ length: 20 }, (_, index) => path(index));
  return { name, paths, figures: figuresOf(paths, { resamples: 50 }) };
}

function evaluation(vsBestFixed: Comparison, success = 1, firstCost: number | null = 0.1): SuiteEvaluation {
  const other = result("always-large", 1, 0.1);
  return {
    rows: [],
    outcomes: [],
    bestFixed: "large",
    vsBestFixed,
    vsFixedOrReview: { difference: 0, interval: [-0.1, 0.1], verdict: "not shown" },
    results: {
      fixed: [other],
      fixedOrReview: { ...other, name: "large-or-review" },
      randomMix: { ...other, name: "random-mix" },
      promptLength: { ...other, name: "prompt-length" },
      routed: result("routed", success, firstCost),
      oracle: { ...other, name: "oracle" },
    },
  };
}

describe("verdictSentence", () => {
  test.each([
    [
      { difference: -0.3, interval: [-0.4, -0.2], verdict: "better" },
      "Against always large ($0.10) it is cheaper by $0.20–$0.40;",
    ],
    [
      { difference: 0.3, interval: [0.2, 0.4], verdict: "worse" },
      "Against always large ($0.10) it is dearer by $0.20–$0.40;",
    ],
    [{ difference: 0, interval: [-0.1, 0.1], verdict: "not shown" }, "it is not shown to differ (−$0.10–$0.10);"],
  ] as const)("says no more than %j allows", (comparison, words) => {
    expect(verdictSentence(evaluation(comparison))).toContain(words);
  });

  const alike: Comparison = { difference: 0, interval: [0, 0], verdict: "not shown" };

  test("gives interval and number of cases with its headline", () => {
    expect(verdictSentence(evaluation(alike))).toMatch(
      /^Routing reached 100\.0 % success \(84–100 %, n = 20\) at \$0\.10 \(\$0\.10–\$0\.10\)/,
    );
  });

  test("has no cost per success when nothing succeeded", () => {
    expect(verdictSentence(evaluation(alike, 0))).toBe("No case succeeded: there is no cost per success to compare.");
  });

  test("says how many costs are unknown, and the table marks its totals as lower bounds", () => {
    const unknown = evaluation(alike, 1, null);
    expect(verdictSentence(unknown)).toContain("The cost of 1 case is unknown and left out of every cost.");
    expect(policyRows(unknown).find(({ isRouted }) => isRouted)?.cells).toEqual(expect.arrayContaining(["≥ $1.90"]));
  });
});
