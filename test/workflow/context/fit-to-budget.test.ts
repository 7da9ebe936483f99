import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { approximateTokens, fitToBudget } from "../../../src/workflow/context/fit-to-budget.ts";

const words = (count: number): string => Array.from({ length: count }, (_, index) => `word${index}`).join(" ");

describe("fitToBudget", () => {
  test("keeps everything that fits, in the order in which it came", () => {
    const documents = [
      { id: "a", text: "first", relevance: 1 },
      { id: "b", text: "second", relevance: 9 },
    ];
    expect(fitToBudget(documents, 100)).toEqual({ documents, truncated: [], dropped: [] });
  });

  test("lets the least relevant give way: one is cut at a word, those behind it are dropped", () => {
    const documents = [
      { id: "low", text: words(100), relevance: 1 },
      { id: "high", text: words(20), relevance: 9 },
      { id: "middle", text: words(100), relevance: 5 },
    ];
    const { documents: kept, truncated, dropped } = fitToBudget(documents, 100);
    expect(kept.map(({ id }) => id)).toEqual(["high", "middle"]);
    expect([truncated, dropped]).toEqual([["middle"], ["low"]]);
    expect(documents[2]!.text.startsWith(`${kept[1]!.text} `)).toBe(true);
  });

  test("without relevance, the later ones give way", () => {
    const documents = ["a", "b", "c"].map((id) => ({ id, text: words(40) }));
    expect(fitToBudget(documents, 150).dropped).toEqual(["c"]);
  });

  test("never exceeds the budget and never cuts a character in two", () => {
    const texts = fc.array(fc.string({ unit: "grapheme", maxLength: 400 }), { maxLength: 6 });
    fc.assert(
      fc.property(texts, fc.integer({ min: 0, max: 300 }), (all, budget) => {
        const { documents } = fitToBudget(
          all.map((text, index) => ({ id: String(index), text })),
          budget,
        );
        expect(documents.reduce((sum, { text }) => sum + approximateTokens(text), 0)).toBeLessThanOrEqual(budget);
        for (const { id, text } of documents) expect(all[Number(id)]!.startsWith(text)).toBe(true);
      }),
    );
  });
});
