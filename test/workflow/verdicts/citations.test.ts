import { describe, expect, test } from "vitest";
import { citationsInText, judgeCitations } from "../../../src/workflow/verdicts/citations.ts";

const documents = [
  { id: "warranty", text: "Lamps carry a warranty\nof two years. It’s void if opened." },
  { id: "returns", text: "Returns are free within 30 days." },
];
const check = { of: citationsInText };

describe("citations", () => {
  test("are read off a text with the quotation before them", () => {
    expect(citationsInText('It says "two years" [doc:warranty], and see [doc:returns].')).toEqual([
      { documentId: "warranty", quote: "two years" },
      { documentId: "returns" },
    ]);
  });

  test("hold when every document was supplied and every quote stands in it, spacing and quotation marks aside", () => {
    const text = '“warranty of two years” [doc:warranty] "It\'s void" [doc:warranty] [doc:returns]';
    expect(judgeCitations(text, check, documents)).toBeUndefined();
  });

  test("of a document that was not supplied fail, naming those that were", () => {
    expect(judgeCitations("[doc:prices]", check, documents)).toMatchObject({
      kind: "bad-citation",
      issues: [{ expected: "a document that was supplied (warranty, returns)", value: "prices" }],
    });
  });

  test("of words that stand elsewhere fail", () => {
    expect(judgeCitations('"free within 30 days" [doc:warranty]', check, documents)).toMatchObject({
      issues: [{ expected: "words that stand in document warranty", value: "free within 30 days" }],
    });
  });

  test("may be asked for", () => {
    expect(judgeCitations("Two years.", { ...check, atLeast: 1 }, documents)).toMatchObject({ kind: "bad-citation" });
    expect(judgeCitations("Two years.", check, documents)).toBeUndefined();
  });
});
