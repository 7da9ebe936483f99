import { beforeAll, describe, expect, test } from "vitest";
import { embeddedTiers } from "../../evals/support/demo.ts";
import { supportSuite } from "../../evals/support/suite.ts";
import { readCases, recordMatrix } from "../../src/evaluation/index.ts";
import { cellOf, type MatrixRow } from "../../src/matrix/index.ts";
import { bootstrapRatio, type Interval, wilsonInterval } from "../../src/statistics/index.ts";

/**
 * What the idea predicts: a message with many concerns needs more room than a message with one, so a narrow network falls
 * behind a wide one where concerns meet, more than it does on single concerns.
 */
describe("success by width and number of concerns", () => {
  const cases: { row: MatrixRow; concerns: number }[] = [];

  beforeAll(async () => {
    const read = await readCases(supportSuite, "evals/support/cases.jsonl");
    for await (const row of recordMatrix({ suite: supportSuite, cases: read, arms: await embeddedTiers() })) {
      cases.push({ row, concerns: read[cases.length]!.expected.concerns.length });
    }
  });

  const within = (low: number, high = Number.POSITIVE_INFINITY) =>
    cases.filter(({ concerns }) => concerns >= low && concerns <= high).map(({ row }) => row);
  const isRight = (row: MatrixRow, tier: string): boolean => cellOf(row, tier)?.success === true;
  const successOf = (rows: readonly MatrixRow[], tier: string): number =>
    rows.filter((row) => isRight(row, tier)).length / rows.length;

  /** Paired by case: how often the large network alone is right, less how often the small one alone is. */
  function gap(rows: readonly MatrixRow[]): { mean: number; interval: Interval } {
    const differences = rows.map((row) => Number(isRight(row, "large")) - Number(isRight(row, "small")));
    const sample = {
      numerators: differences,
      denominators: rows.map(() => 1),
      clusters: rows.map(({ cluster }) => cluster ?? ""),
    };
    return { mean: differences.reduce((sum, value) => sum + value, 0) / rows.length, interval: bootstrapRatio(sample) };
  }

  test("is printed with its intervals", () => {
    for (const [name, rows] of Object.entries({
      "1": within(1, 1),
      "2": within(2, 2),
      "3": within(3, 3),
      "4+": within(4),
    })) {
      const shown = ["small", "medium", "large"].map((tier) => {
        const [low, high] = wilsonInterval(rows.filter((row) => isRight(row, tier)).length, rows.length);
        return `${tier} ${successOf(rows, tier).toFixed(2)} [${low.toFixed(2)}, ${high.toFixed(2)}]`;
      });
      process.stdout.write(`concerns ${name} (n = ${rows.length}): ${shown.join("  ")}\n`);
    }
    expect(cases.length).toBeGreaterThanOrEqual(240);
  });

  test("the large network is good and the small one useful on single concerns", () => {
    expect(successOf(within(1, 1), "large")).toBeGreaterThanOrEqual(0.8);
    expect(successOf(within(1, 1), "small")).toBeGreaterThanOrEqual(0.45);
  });

  test("wider is better at every number of concerns", () => {
    for (const rows of [within(1, 1), within(2, 2), within(3)]) {
      expect(successOf(rows, "large")).toBeGreaterThan(successOf(rows, "small"));
    }
  });

  test("the gap between small and large is wider at three or more concerns than at one, and surely there", () => {
    const [single, several] = [gap(within(1, 1)), gap(within(3))];
    process.stdout.write(
      `gap at 1: ${single.mean.toFixed(3)} [${single.interval.map((end) => end.toFixed(3))}], at 3+: ${several.mean.toFixed(3)} [${several.interval.map((end) => end.toFixed(3))}]\n`,
    );
    expect(several.mean).toBeGreaterThan(single.mean);
    expect(several.interval[0]).toBeGreaterThan(0);
  });
});
