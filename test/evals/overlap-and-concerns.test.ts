import { beforeAll, describe, expect, test } from "vitest";
import { embeddedTiers } from "../../evals/support/demo.ts";
import { supportSuite, type TriageLabel } from "../../evals/support/suite.ts";
import {
  aurocDifference,
  aurocOf,
  type PairedDifference,
  partialSpearman,
  spearman,
} from "../../scripts/complexity/rank-statistics.ts";
import { failuresOf } from "../../scripts/complexity/rank-table.ts";
import { scoreComplexity } from "../../src/complexity/index.ts";
import { type EvaluationCase, readCases } from "../../src/evaluation/index.ts";
import { randomSource } from "../../src/statistics/index.ts";

/** What the default score is worth on the bundled suite, whose messages and labels nothing about it was fitted to. */
describe("overlap on the support suite", () => {
  let cases: EvaluationCase<TriageLabel>[] = [];
  let overlaps: number[] = [];
  let lengths: number[] = [];
  let concerns: number[] = [];

  beforeAll(async () => {
    cases = await readCases(supportSuite, "evals/support/cases.jsonl");
    overlaps = cases.map(({ input }) => scoreComplexity(input).overlap);
    lengths = cases.map(({ input }) => input.length);
    concerns = cases.map(({ expected }) => expected.concerns.length);
  });

  test("follows the number of concerns, and more than length explains", () => {
    expect(spearman(overlaps, concerns)).toBeGreaterThanOrEqual(0.7);
    expect(partialSpearman(overlaps, concerns, lengths)).toBeGreaterThanOrEqual(0.58);
  });

  describe("against the failures of the small network", () => {
    let failed: boolean[] = [];
    let aboveLength: PairedDifference;

    beforeAll(async () => {
      const { small } = await embeddedTiers();
      failed = await failuresOf(small!, cases);
      aboveLength = aurocDifference(overlaps, lengths, failed, randomSource(1));
    });

    test("foretells them", () => {
      expect(aurocOf(overlaps, failed)).toBeGreaterThanOrEqual(0.77);
    });

    test("foretells them better than length, and surely so", () => {
      expect(aboveLength.difference).toBeGreaterThanOrEqual(0.05);
      expect(aboveLength.interval[0]).toBeGreaterThan(0);
    });
  });

  test("a message of several concerns stands above every message of just one of them", () => {
    const lamp =
      "I ordered two lamps, one arrived broken, tracking says both were delivered, this is the third thing to go wrong, and I have a dinner party on Friday.";
    const raised = ["broken_item", "missing_item", "tracking_dispute", "repeated_problem", "event_deadline"];
    const singles = cases.filter(
      ({ expected }) => expected.concerns.length === 1 && raised.includes(expected.concerns[0]!),
    );
    expect(singles.length).toBeGreaterThan(5);
    for (const { input } of singles) {
      expect(scoreComplexity(lamp).overlap, input).toBeGreaterThan(scoreComplexity(input).overlap);
    }
  });
});
