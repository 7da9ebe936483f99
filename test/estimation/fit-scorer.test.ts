import { describe, expect, test } from "vitest";
import { dealGroups } from "../../src/estimation/deal-groups.ts";
import {
  benchFolds,
  benchScorer,
  estimateRequest,
  fitScorer,
  meanFigures,
  readScorer,
  type Scorer,
  writeScorer,
} from "../../src/estimation/index.ts";
import type { MatrixRow } from "../../src/matrix/index.ts";
import { randomSource } from "../../src/statistics/index.ts";
import { syntheticRows } from "../support/synthetic-matrix.ts";

const fittedOn = { hash: "0", rows: 0, sources: [] };
const pair = { weak: "small", strong: "large" };

function fitted(rows: readonly MatrixRow[], seed = 1): Scorer {
  return fitScorer([{ name: "made-up", rows }], { fittedOn, seed });
}

describe("a scorer fitted where the text says something", () => {
  const scorer = fitted(syntheticRows({ rows: 900, withResponses: true }));
  const judged = [
    { name: "made-up", rows: syntheticRows({ rows: 1200, seed: 2, withResponses: true }), pairs: [pair] },
  ];
  const { tasks } = benchScorer(scorer, judged, { resamples: 50 });

  test("ranks unseen requests by uplift", () => {
    expect(tasks[0]!.apgr).toBeGreaterThan(0.6);
    expect(tasks[0]!.apgr).toBeGreaterThan(tasks[0]!.apgrLength! + 0.05);
    expect(tasks[0]!.auroc).toBeGreaterThan(0.7);
  });

  test("is calibrated on unseen requests", () => {
    // ten bins of 120 cases: chance alone gives about 0.03
    expect(tasks[0]!.ece).toBeLessThan(0.08);
    expect(scorer.heldOut.ece).toBeLessThan(0.05);
  });

  test("knows a given answer better than the request alone, and best beside another answer", () => {
    const { before, alone } = tasks[0]!.afterCall!;
    expect(alone.auroc).toBeGreaterThan(before.auroc! + 0.09);
    expect(alone.excessAurc).toBeLessThan(before.excessAurc!);
  });

  test("refuses to judge the requests it was fitted on", () => {
    const { tasks: none, fittedRows } = benchScorer(scorer, [
      { ...judged[0]!, rows: syntheticRows({ rows: 900, withResponses: true }) },
    ]);
    expect(none).toEqual([]);
    expect(fittedRows).toBe(900);
  });

  test.each<[string, (words: string[], row: number) => string]>([
    ["a word appended", (words) => [...words, "please"].join(" ")],
    ["an instruction line in front", (words) => `Answer in one short sentence.\n${words.join(" ")}`],
    ["another line in front of each", (words, row) => `Case number ${row * 31}, be brief.\n${words.join(" ")}`],
    ["a word in the middle", (words, row) => words.toSpliced(3 + (row % 8), 0, "really").join(" ")],
    [
      "a line in front and words behind",
      (words, row) => `Ticket ${row * 31}.\n${words.join(" ")} Thank you very much!`,
    ],
    ["other case and spacing", (words) => words.join("  ").toUpperCase()],
  ])("refuses to judge the requests it was fitted on with %s", (_, change) => {
    const rows = syntheticRows({ rows: 900, withResponses: true }).map((row, at) => ({
      ...row,
      prompt: change(row.prompt.split(" "), at),
    }));
    const { fittedRows } = benchScorer(readScorer(writeScorer(scorer), "x"), [{ ...judged[0]!, rows }], {
      resamples: 2,
    });
    expect(fittedRows).toBeGreaterThan(890);
  });

  test("takes none of many new requests for one it was fitted on", () => {
    expect(benchScorer(scorer, judged, { resamples: 2 }).fittedRows).toBe(0);
  });

  test("survives a round trip through its file within a byte's precision, and holds no text", () => {
    const text = writeScorer(scorer);
    const read = readScorer(text, "made-up.scorer.json");
    for (const { prompt } of judged[0]!.rows.slice(0, 50)) {
      const [one, other] = [estimateRequest(scorer, prompt), estimateRequest(read, prompt)];
      expect(other.success("small")).toBeCloseTo(one.success("small"), 1);
      expect(other.uplift("small", "large")).toBeCloseTo(one.uplift("small", "large"), 2);
    }
    expect(text).not.toContain("escrow");
    expect(writeScorer(read).length).toBe(text.length);
  });

  test("answers for any text and any arm with a number", () => {
    for (const text of [
      "",
      " ",
      "\n".repeat(5000),
      "unless ".repeat(5000),
      "\ud800",
      "😀".repeat(999),
      "x".repeat(20_000),
    ]) {
      const estimate = estimateRequest(scorer, text);
      for (const arm of ["small", "large", "never heard of"]) {
        // what is least known of must not get the boldest answer
        expect(estimate.success(arm)).toBeGreaterThan(0.01);
        expect(estimate.success(arm)).toBeLessThan(0.99);
        expect(Number.isFinite(estimate.uplift(arm, "large"))).toBe(true);
        expect(Number.isFinite(estimate.answer(arm, { response: text })!)).toBe(true);
      }
    }
  });
});

describe("a scorer fitted where the text says nothing", () => {
  const scorer = fitted(syntheticRows({ rows: 600, signal: 0, seed: 4 }));

  test("says no more than the arms' overall rates", () => {
    const [one, other] = syntheticRows({ rows: 2, seed: 9 }).map(({ prompt }) => estimateRequest(scorer, prompt));
    expect(Math.abs(one!.success("small") - other!.success("small"))).toBeLessThan(0.05);
  });
});

describe("thin and odd matrices", () => {
  const rows = syntheticRows({ rows: 300 });

  test("the same rows and seed give the same bytes", () => {
    expect(writeScorer(fitted(rows))).toBe(writeScorer(fitted(rows)));
  });

  test.each([
    ["one row", rows.slice(0, 1)],
    ["fewer rows than features", rows.slice(0, 20)],
    ["one class only", rows.map((row) => ({ ...row, outcomes: { small: row.outcomes.small!, large: { ...right } } }))],
    [
      "an arm missing from most rows",
      rows.map((row, at) => (at % 4 === 0 ? row : { ...row, outcomes: { small: row.outcomes.small! } })),
    ],
    [
      "unknown scores",
      rows.map((row, at) =>
        at % 2 === 0 ? row : { ...row, outcomes: { ...row.outcomes, large: { ...right, score: null } } },
      ),
    ],
    ["empty prompts", rows.map((row) => ({ ...row, prompt: "" }))],
  ])("%s still give probabilities", (_, some) => {
    const scorer = readScorer(writeScorer(fitted(some)), "thin");
    for (const arm of ["small", "large"]) {
      const probability = estimateRequest(scorer, rows[0]!.prompt).success(arm);
      expect(probability).toBeGreaterThan(0);
      expect(probability).toBeLessThan(1);
    }
  });

  test("no known outcome at all is an error", () => {
    const blank = rows.map((row) => ({ ...row, outcomes: { small: { ...right, score: null } } }));
    expect(() => fitted(blank)).toThrow("expected at least one outcome with a known score");
  });
});

describe("kinds of work", () => {
  test("are told apart by text: each keeps its own rates", () => {
    const sums = syntheticRows({ rows: 200, seed: 5 }).map((row, at) => ({
      ...row,
      prompt: `What is ${at} plus ${at * 7}? Compute ${at}*${at}+3 = ?`,
      outcomes: { small: { ...right, score: at % 10 === 0 ? 1 : 0 }, large: { ...right } },
    }));
    const chat = syntheticRows({ rows: 200, seed: 6, signal: 0 });
    const scorer = fitScorer(
      [
        { name: "sums", rows: sums },
        { name: "chat", rows: chat },
      ],
      { fittedOn },
    );
    expect(estimateRequest(scorer, "What is 31 plus 217? Compute 31*31+3 = ?").success("small")).toBeLessThan(0.25);
    expect(
      estimateRequest(scorer, "Request 8: parcel basket orders colour tables window?").success("small"),
    ).toBeGreaterThan(0.35);
  });
});

describe("grouped cross-validation", () => {
  test("judges every row once, by a scorer that saw neither it nor its near-duplicates", () => {
    const rows = syntheticRows({ rows: 400, seed: 7 });
    const twice = [...rows, ...rows.map((row) => ({ ...row, id: `${row.id}-again` }))];
    const { tasks } = benchFolds([{ name: "made-up", rows: twice, pairs: [pair] }], 3, { fittedOn }, { resamples: 20 });
    expect(tasks[0]!.n).toBe(800);
    expect(tasks[0]!.apgr).toBeGreaterThan(0.55);
    expect(tasks[0]!.apgr).toBeLessThan(tasks[0]!.apgrOracle!);
    expect(meanFigures(tasks)).toMatchObject({ tasks: 1, cases: 800 });
  });

  test("labels at random, a label for each question and many wordings of it, cannot be learned by heart", () => {
    const random = randomSource(11);
    const rows = syntheticRows({ rows: 30, seed: 3, signal: 0 }).flatMap((row) => {
      const label = random.integer(2);
      return Array.from({ length: 60 }, (_, copy) => ({
        ...row,
        id: `${row.id}-${copy}`,
        prompt: `${row.prompt} note${copy}`,
        outcomes: { small: { ...right, score: label }, large: { ...right } },
      }));
    });
    const { tasks } = benchFolds([{ name: "by-heart", rows, pairs: [pair] }], 5, { fittedOn }, { resamples: 20 });
    expect(tasks[0]!.apgr).toBeLessThan(0.65);
  });

  test("more folds than groups of near-duplicates is one clear error, and no fold is empty", () => {
    const rows = syntheticRows({ rows: 40, seed: 7 });
    const same = rows.map((row) => ({ ...row, prompt: rows[0]!.prompt }));
    const run = (some: readonly MatrixRow[], folds: number) =>
      benchFolds([{ name: "made-up", rows: some, pairs: [pair] }], folds, { fittedOn }, { resamples: 5 });
    expect(() => run(same, 2)).toThrow(
      "expected at most 1 folds, got 2: the matrix has 1 group of near-duplicate prompts",
    );
    expect(() => run(rows, 1000)).toThrow(
      "expected at most 40 folds, got 1000: the matrix has 40 groups of near-duplicate prompts",
    );
    for (const folds of [2, 7, 40]) {
      const dealt = [...dealGroups(rows.keys(), folds, 1).values()];
      const sizes = Array.from({ length: folds }, (_, fold) => dealt.filter((own) => own === fold).length);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }
  });
});

const right = { score: 1, costUsd: null, inputTokens: null, outputTokens: null };
