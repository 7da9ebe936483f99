import { get_encoding } from "tiktoken";
import { describe, expect, test } from "vitest";
import { boundedPieces } from "../../src/models/count-tokens.ts";
import { loadTokenCounter } from "../../src/models/index.ts";

describe("the token counter", () => {
  test("agrees with tiktoken on ordinary text", async () => {
    const count = await loadTokenCounter();
    const encoding = get_encoding("o200k_base");
    const texts = [
      "Hello, world!",
      "Where is my parcel? It says “delivered”.",
      "naïve café 東京 🙂",
      "const x = { a: 1 };\n\n\treturn x;",
    ];
    for (const text of texts) expect(count(text)).toBe(encoding.encode_ordinary(text).length);
    encoding.free();
  });

  test("takes special tokens for the plain text they are", async () => {
    const count = await loadTokenCounter();
    expect(count("<|endoftext|>")).toBeGreaterThan(1);
    expect(count("")).toBe(0);
  });

  test.each([
    ["one repeated letter", "a".repeat(100_000)],
    ["blanks", " ".repeat(100_000)],
    ["emoji", "🙂".repeat(20_000)],
    ["a lone surrogate", `${"x".repeat(300)}\ud800${"x".repeat(300)}`],
  ])("counts %s without stalling", async (_, text) => {
    const count = await loadTokenCounter();
    expect(count(text)).toBeGreaterThan(0);
  });
});

describe("boundedPieces", () => {
  test("cuts runs of one class and loses nothing, never inside a surrogate pair", () => {
    const text = `${"a".repeat(1000)} b\n${"🙂".repeat(400)}${" ".repeat(600)}end`;
    const pieces = [...boundedPieces(text)];
    expect(pieces.join("")).toBe(text);
    expect(pieces.length).toBeGreaterThan(5);
    for (const piece of pieces) expect(piece).not.toMatch(/^[\udc00-\udfff]/);
  });

  test("leaves ordinary text in one piece", () => {
    expect([...boundedPieces("An ordinary sentence, and another one.")]).toHaveLength(1);
  });
});
