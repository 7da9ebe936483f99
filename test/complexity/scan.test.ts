import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clausesOf } from "../../src/complexity/clauses.ts";
import { hashOfWord, scan, tokenKind } from "../../src/complexity/scan.ts";

function wordsOf(text: string): string[] {
  const { starts, ends, count } = scan(text);
  return Array.from({ length: count }, (_, index) => text.slice(starts[index], ends[index]));
}

describe("scan", () => {
  test("tells words, numbers, money and punctuation apart", () => {
    expect(wordsOf("It's £1,299.50, isn’t it?!")).toEqual(["It's", "£", "1,299.50", ",", "isn’t", "it", "?", "!"]);
  });

  test("gives a word one hash whatever its case and apostrophe", () => {
    expect(scan("Won’t").hashes[0]).toBe(hashOfWord("won't"));
    expect(scan("ÉCOLE").hashes[0]).toBe(hashOfWord("école"));
  });

  test("takes ideographs one by one and a run of symbols as one", () => {
    expect(wordsOf("他说((((")).toEqual(["他", "说", "(((("]);
  });

  test("tokens are in order, apart and inside the text, for any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
        const { starts, ends, kinds, count } = scan(text);
        let last = 0;
        for (let index = 0; index < count; index++) {
          expect(starts[index]).toBeGreaterThanOrEqual(last);
          expect(ends[index]).toBeGreaterThan(starts[index]!);
          expect(kinds[index]).toBeGreaterThanOrEqual(tokenKind.word);
          last = ends[index]!;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  test("reads only the spans it is given", () => {
    const { starts, count } = scan("one two three", [
      [0, 3],
      [8, 13],
    ]);
    expect([...starts.slice(0, count)]).toEqual([0, 8]);
  });
});

test("clauses are cut at stops and before words that open one, and after 128 words", () => {
  const cut = (text: string) => clausesOf(scan(text)).length;
  expect(cut("The cup broke, but I was lucky. Send another unless it is late")).toBe(4);
  expect(cut("word ".repeat(300))).toBe(3);
  expect(cut("...,,,\n")).toBe(0);
});
