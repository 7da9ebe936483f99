import { beforeAll, describe, expect, test } from "vitest";
import { runSupportDemo, type SupportDemo, shippedPolicy } from "../../evals/support/demo.ts";
import { supportSuite } from "../../evals/support/suite.ts";
import { replay, totalUsd } from "../../src/evaluation/index.ts";

let demo: SupportDemo;
beforeAll(async () => {
  demo = await runSupportDemo();
});

describe("the demo", () => {
  test("compares the routed policy with every baseline, none left out", () => {
    const { results } = demo.report.evaluation;
    expect(results.fixed.map(({ name }) => name)).toEqual(["always-small", "always-medium", "always-large"]);
    for (const result of [
      ...results.fixed,
      results.fixedOrReview,
      results.randomMix,
      results.promptLength,
      results.routed,
      results.oracle,
    ]) {
      expect(result.paths).toHaveLength(demo.report.cases.length);
      expect(result.figures.unknownCost, result.name).toBe(0);
      expect(result.figures.costPerSuccess, result.name).toBeGreaterThan(0);
    }
  });

  test("no policy is cheaper per success than the oracle", () => {
    const { results } = demo.report.evaluation;
    for (const result of [
      ...results.fixed,
      results.fixedOrReview,
      results.randomMix,
      results.promptLength,
      results.routed,
    ]) {
      expect(result.figures.costPerSuccess!, result.name).toBeGreaterThanOrEqual(
        results.oracle.figures.costPerSuccess!,
      );
    }
  });

  test("a live run and a replay of the same policy agree case by case, to the nano-dollar", async () => {
    const { policy } = await shippedPolicy();
    const { evaluation } = demo.report;
    const replayed = replay(evaluation.rows, policy, supportSuite.economics);
    const facts = (path: (typeof replayed)[number]) => ({ ...path, cost: { ...path.cost, latencyUsd: 0 } });
    expect(evaluation.results.routed.paths.map(facts)).toEqual(replayed.map(facts));
  });

  test("the total is the sum of the attempts that were made", () => {
    for (const [index, outcome] of demo.report.evaluation.outcomes.entries()) {
      const sum = outcome.attempts.reduce((total, { costNanoUsd }) => total + (costNanoUsd ?? Number.NaN), 0);
      expect(outcome.costNanoUsd).toBe(sum);
      const { cost } = demo.report.evaluation.results.routed.paths[index]!;
      expect(totalUsd(cost)).toBeCloseTo(sum / 1e9 + cost.reviewUsd + cost.errorUsd, 12);
    }
  });

  test("is the same again for the same input and seed", async () => {
    const again = await runSupportDemo();
    const figures = ({ report: { evaluation } }: SupportDemo): string =>
      JSON.stringify([evaluation.results.routed.figures, evaluation.vsBestFixed]);
    expect(figures(again)).toBe(figures(demo));
  });

  test("uses the whole ladder: some answers are repaired, some escalate, some go to a person", () => {
    const { outcomes } = demo.report.evaluation;
    expect(outcomes.some(({ attempts }) => attempts.some(({ kind }) => kind === "repair"))).toBe(true);
    expect(outcomes.some(({ escalations }) => escalations > 0)).toBe(true);
    expect(outcomes.some(({ status }) => status === "review")).toBe(true);
  });
});
