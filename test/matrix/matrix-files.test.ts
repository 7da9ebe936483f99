import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cellOf, costNanoUsdOf, isSuccess, type MatrixRow, readMatrix, writeMatrix } from "../../src/matrix/index.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const row = {
  id: "a",
  prompt: "p",
  outcomes: { small: { score: 1, costUsd: 0.001, inputTokens: 1, outputTokens: 1 } },
};

function fileWith(...lines: string[]): string {
  const file = join(temporaryFolder(), "matrix.jsonl");
  writeFileSync(file, lines.join("\n"));
  return file;
}

describe("an outcome matrix", () => {
  test("comes back as it was written, whatever the texts hold", async () => {
    const anyCell = fc.record({
      score: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
      costUsd: fc.option(fc.double({ min: 0, max: 1e6, noNaN: true })),
      inputTokens: fc.option(fc.nat()),
      outputTokens: fc.option(fc.nat()),
      response: fc.option(fc.string({ unit: "binary" })),
    });
    const anyRows = fc.uniqueArray(
      fc.record({
        id: fc.string({ minLength: 1 }),
        prompt: fc.string({ unit: "binary" }),
        outcomes: fc.dictionary(
          fc.string({ minLength: 1 }).filter((name) => name !== "__proto__"),
          anyCell,
          { minKeys: 1, maxKeys: 3, noNullPrototype: true },
        ),
        unknownField: fc.constant("kept"),
      }),
      { minLength: 1, maxLength: 5, selector: ({ id }) => id },
    );
    const file = join(temporaryFolder(), "matrix.jsonl");
    await fc.assert(
      fc.asyncProperty(anyRows, async (rows) => {
        await writeMatrix(file, rows as MatrixRow[]);
        expect((await readMatrix(file)).rows).toEqual(JSON.parse(JSON.stringify(rows)));
      }),
      { numRuns: 50 },
    );
  });

  test("is read from gzip, blank lines skipped", async () => {
    const file = join(temporaryFolder(), "matrix.jsonl.gz");
    writeFileSync(file, gzipSync(`${JSON.stringify(row)}\n\n${JSON.stringify({ ...row, id: "b" })}\n`));
    const { arms, rows } = await readMatrix(file);
    expect(arms).toEqual(["small"]);
    expect(rows.map(({ id }) => id)).toEqual(["a", "b"]);
  });

  test("leaves the old file and nothing else when writing fails midway", async () => {
    const folder = temporaryFolder();
    const file = join(folder, "matrix.jsonl");
    await writeMatrix(file, [row]);
    const failing = (function* (): Generator<MatrixRow> {
      yield { ...row, id: "b" };
      throw new Error("source ended early");
    })();
    await expect(writeMatrix(file, failing)).rejects.toThrow("source ended early");
    expect(readFileSync(file, "utf8")).toBe(`${JSON.stringify(row)}\n`);
    expect(readdirSync(folder)).toEqual(["matrix.jsonl"]);
  });

  const cell = row.outcomes.small;
  test.each([
    ["a broken line", "{not json", /:2: expected one JSON object per line/],
    ["an array", "[]", /:2: expected a JSON object, got an array/],
    [
      "a missing id",
      JSON.stringify({ ...row, id: undefined }),
      /:2, field "id": expected a non-empty string, got nothing/,
    ],
    ["a second row with one id", JSON.stringify(row), /:2, field "id": id "a" occurs twice/],
    ["a missing prompt", JSON.stringify({ ...row, id: "b", prompt: 7 }), /:2, field "prompt": expected a string/],
    [
      "a score above 1",
      JSON.stringify({ ...row, id: "b", outcomes: { small: { ...cell, score: 2 } } }),
      /field "outcomes.small.score": expected a number from 0 to 1, or null for unknown, got 2/,
    ],
    [
      "a cost that is text",
      JSON.stringify({ ...row, id: "b", outcomes: { small: { ...cell, costUsd: "1" } } }),
      /field "outcomes.small.costUsd"/,
    ],
    [
      "fractional nano-dollars",
      JSON.stringify({ ...row, id: "b", outcomes: { small: { ...cell, costNanoUsd: 0.5 } } }),
      /field "outcomes.small.costNanoUsd": expected integer nano-dollars/,
    ],
    [
      "no repeats",
      JSON.stringify({ ...row, id: "b", outcomes: { small: [] } }),
      /field "outcomes.small": expected a cell/,
    ],
  ])("refuses %s, naming the place", async (_, line, message) => {
    await expect(readMatrix(fileWith(JSON.stringify(row), line))).rejects.toThrow(message);
  });

  test("refuses an empty and a missing file", async () => {
    await expect(readMatrix(fileWith(""))).rejects.toThrow("expected at least one row");
    await expect(readMatrix(join(temporaryFolder(), "none.jsonl"))).rejects.toThrow(
      /none.jsonl: the file cannot be read \(ENOENT/,
    );
    await expect(readMatrix(join(temporaryFolder(), "none.jsonl.gz"))).rejects.toThrow(/cannot be read \(ENOENT/);
  });
});

describe("cells", () => {
  const unknown = { score: null, costUsd: null, inputTokens: null, outputTokens: null };
  test("unknown is never zero", () => {
    expect(costNanoUsdOf(unknown)).toBeNull();
    expect(isSuccess(unknown)).toBeNull();
  });

  test("nano-dollars win over dollars, and success over score", () => {
    expect(costNanoUsdOf({ ...unknown, costUsd: 1, costNanoUsd: 5 })).toBe(5);
    expect(costNanoUsdOf({ ...unknown, costUsd: 0.000001 })).toBe(1000);
    expect(isSuccess({ ...unknown, score: 1, success: false })).toBe(false);
    expect(isSuccess({ ...unknown, score: 0.8 }, 0.7)).toBe(true);
  });

  test("the first of several repeats stands for the arm", () => {
    const repeats = {
      ...row,
      outcomes: {
        small: [
          { ...unknown, score: 0 },
          { ...unknown, score: 1 },
        ],
      },
    };
    expect(cellOf(repeats, "small")?.score).toBe(0);
    expect(cellOf(repeats, "large")).toBeUndefined();
  });
});
