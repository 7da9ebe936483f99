import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import { tierwise } from "../support/command-line.ts";
import { syntheticRows } from "../support/synthetic-matrix.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

function writeRows(file: string, rows: readonly object[]): void {
  writeFileSync(file, `${rows.map((row) => JSON.stringify(row)).join("\n")}\n`);
}

function folderWithMatrices(): string {
  const folder = temporaryFolder();
  writeRows(join(folder, "past.jsonl"), syntheticRows({ rows: 500 }));
  writeRows(join(folder, "new.jsonl"), syntheticRows({ rows: 300, seed: 2 }));
  writeFileSync(join(folder, "licences.json"), '{"past":5}');
  return folder;
}

describe("tierwise fit and bench", () => {
  test("fit on one matrix, judge on another", () => {
    const cwd = folderWithMatrices();
    const fit = tierwise(["fit", "--matrix", "past.jsonl", "--out", "my.scorer.json", "--json"], { cwd });
    expect(fit).toMatchObject({ code: 0, err: "" });
    expect(JSON.parse(fit.out)).toMatchObject({
      v: 1,
      rows: 500,
      arms: 2,
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      heldOut: { brier: expect.any(Number), ece: expect.any(Number), auroc: expect.any(Number) },
    });
    const bench = tierwise(["bench", "--matrix", "new.jsonl", "--scorer", "my.scorer.json", "--json"], { cwd });
    expect(bench).toMatchObject({ code: 0, err: "" });
    const { tasks, mean, run } = JSON.parse(bench.out);
    expect(tasks).toHaveLength(1);
    expect(tasks[0]).toMatchObject({ task: "new", weak: "small", strong: "large", n: 300 });
    for (const field of [
      "qWeak",
      "qStrong",
      "apgr",
      "apgrLength",
      "apgrRandom",
      "apgrOracle",
      "apgrCost",
      "cpt50",
      "cpt80",
    ]) {
      expect(tasks[0][field], field).toEqual(expect.any(Number));
    }
    for (const field of ["auroc", "brier", "ece", "aiq", "aiqZeroRouter"])
      expect(tasks[0][field]).toEqual(expect.any(Number));
    expect(tasks[0].apgrInterval).toHaveLength(2);
    for (const figure of ["cpt50", "cpt80", "auroc", "brier", "ece", "aiq"]) {
      const [low, high] = tasks[0].intervals[figure];
      expect(low, figure).toBeLessThan(high);
    }
    const { length, bestFixed, oracle } = tasks[0].baselines;
    expect(length).toMatchObject({ apgr: tasks[0].apgrLength, auroc: expect.any(Number), aiq: expect.any(Number) });
    expect(bestFixed).toMatchObject({ arm: "large", quality: tasks[0].qStrong, auroc: 0.5, brier: expect.any(Number) });
    expect(bestFixed.brier).toBeGreaterThan(tasks[0].brier);
    expect(oracle.apgr).toBe(tasks[0].apgrOracle);
    expect(oracle.cpt80).toBeLessThan(tasks[0].cpt80);
    expect(oracle.aiq).toBeGreaterThan(tasks[0].aiq);
    expect(mean.apgr).toBeCloseTo(tasks[0].apgr, 10);
    expect(run.p50Us).toBeGreaterThan(0);
    const again = JSON.parse(
      tierwise(["bench", "--matrix", "new.jsonl", "--scorer", "my.scorer.json", "--json"], { cwd }).out,
    );
    expect({ ...again, run: null }).toEqual({ tasks, mean, v: 1, fittedRows: 0, run: null });
  });

  test("folds need no scorer; several pairs by one flag or many; a pairs.json beside the matrix counts", () => {
    const cwd = folderWithMatrices();
    const args = ["bench", "--matrix", "new.jsonl", "--folds", "2", "--json"];
    const both = tierwise([...args, "--pair", "small,large", "--pair", "large,small"], { cwd });
    expect(both.code).toBe(0);
    const { tasks } = JSON.parse(both.out);
    expect(tasks.map(({ weak, strong }: { weak: string; strong: string }) => `${weak},${strong}`)).toEqual([
      "small,large",
      "large,small",
    ]);
    // the other way round there is no gap to recover
    expect(tasks[1]).toMatchObject({ apgr: null, apgrInterval: null, cpt50: null });
    writeFileSync(join(cwd, "pairs.json"), JSON.stringify({ new: { weak: "large", strong: "small" } }));
    expect(JSON.parse(tierwise(args, { cwd }).out).tasks[0]).toMatchObject({ weak: "large", strong: "small" });
  });

  test("a scorer is not judged on the matrix it was fitted on", () => {
    const cwd = folderWithMatrices();
    tierwise(["fit", "--matrix", "past.jsonl", "--out", "my.scorer.json"], { cwd });
    const { code, err } = tierwise(["bench", "--matrix", "past.jsonl", "--scorer", "my.scorer.json"], { cwd });
    expect(code).toBe(2);
    expect(err).toMatch(/expected cases that the scorer was not fitted on, but all \d+ were/);
  });

  test("rows may hold messages instead of a prompt, and a byte order mark is no error", () => {
    const cwd = temporaryFolder();
    const rows = syntheticRows({ rows: 80 }).map(({ prompt, ...row }) => ({
      ...row,
      messages: [
        { role: "system", content: "Answer briefly." },
        { role: "user", content: [{ type: "text", text: prompt }, { type: "image_url" }] },
      ],
    }));
    writeFileSync(join(cwd, "talks.jsonl"), `\ufeff${rows.map((row) => JSON.stringify(row)).join("\n")}\n`);
    const { code, out } = tierwise(["fit", "--matrix", "talks.jsonl", "--out", "t.scorer.json", "--json"], { cwd });
    expect(code).toBe(0);
    expect(JSON.parse(out).rows).toBe(80);
  });

  test("the table stays within 120 columns, long names and all", () => {
    const cwd = temporaryFolder();
    const long = "an-organisation/with-a-model-of-a-very-long-name-that-goes-on";
    const rows = syntheticRows({ rows: 120 }).map(({ outcomes, ...row }) => ({
      ...row,
      outcomes: { [`${long}-1`]: outcomes.small, [`${long}-2`]: outcomes.large },
    }));
    writeRows(join(cwd, "a-matrix-with-a-name-that-is-longer-than-most-of-its-kind.jsonl"), rows);
    const { out } = tierwise(["bench", "--matrix", readdirSync(cwd)[0]!, "--folds", "2"], { cwd });
    const table = out.split("\n").filter((line) => !line.startsWith("Mean APGR"));
    expect(Math.max(...table.map((line) => stripVTControlCharacters(line).length))).toBeLessThanOrEqual(120);
  });

  test("more folds than groups of prompts is one clear error, at once", () => {
    const cwd = temporaryFolder();
    writeRows(
      join(cwd, "same.jsonl"),
      syntheticRows({ rows: 200 }).map((row) => ({ ...row, prompt: "Where is my parcel?" })),
    );
    const { code, out, err } = tierwise(["bench", "--matrix", "same.jsonl", "--folds", "2"], { cwd });
    expect(err).toContain("expected at most 1 folds, got 2: the matrix has 1 group of near-duplicate prompts");
    expect({ code, out }).toEqual({ code: 2, out: "" });
  });

  test("prose for people names what the text says nothing on", () => {
    const cwd = temporaryFolder();
    writeRows(join(cwd, "few.jsonl"), syntheticRows({ rows: 20 }));
    const { code, out } = tierwise(["fit", "--matrix", "few.jsonl", "--out", "few.scorer.json"], { cwd });
    expect(code).toBe(0);
    expect(out).toContain("Fitted on 20 rows, 2 arms, 1 kinds of work.");
    expect(out).toContain("There no router beats the best fixed model.");
    expect(tierwise(["bench", "--matrix", "few.jsonl", "--folds", "2"], { cwd }).out).toContain("APGR");
  });

  test.each([
    [["fit", "--out", "x.json"], /required option '--matrix <files\.\.\.>'/],
    [["fit", "--matrix", "none.jsonl", "--out", "x.json"], /none\.jsonl: the file cannot be read/],
    [["fit", "--matrix", "past.jsonl", "--out", "x.json", "--success-at", "2"], /expected a score above 0/],
    [["bench", "--matrix", "past.jsonl"], /expected either --scorer FILE or --folds K/],
    [["bench", "--matrix", "past.jsonl", "--folds", "1"], /expected a whole number of folds, 2 or more/],
    [["bench", "--matrix", "past.jsonl", "--folds", "2", "--pair", "small"], /expected --pair WEAK,STRONG/],
    [["bench", "--matrix", "past.jsonl", "--folds", "2", "--pair", "small,huge"], /--pair names huge, but the arms/],
    [["bench", "--matrix", "past.jsonl", "past.jsonl", "--folds", "2"], /expected each matrix once/],
    [["fit", "--matrix", "past.jsonl", "--out", "no/such/place.json"], /the scorer cannot be written/],
    [["fit", "--matrix", "past.jsonl", "--out", "x.json", "--licence", "licences.json"], /from matrix name to licence/],
    [["bench", "--matrix", "past.jsonl", "--scorer", "none.json"], /none\.json: the file cannot be read/],
    [["bench", "--matrix", "past.jsonl", "--scorer", "past.jsonl"], /expected a scorer file/],
  ])("%j ends in one clear error, exit 2 and nothing written", (args, message) => {
    const cwd = folderWithMatrices();
    const before = readdirSync(cwd);
    const { code, out, err } = tierwise(args, { cwd });
    expect(err).toMatch(message);
    expect(code).toBe(2);
    expect(out).toBe("");
    expect(readdirSync(cwd)).toEqual(before);
    expect(existsSync(join(cwd, "x.json"))).toBe(false);
  });
});
