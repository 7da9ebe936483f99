import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { listPrice, listPrices, priceOf, sumKnown, type Usage } from "../../src/models/index.ts";

function usage(noCache: number, text: number, cacheRead = 0): Usage {
  return { inputTokens: { noCache, cacheRead, cacheWrite: 0 }, outputTokens: { text, reasoning: 0 } };
}

const haiku = listPrice("claude-haiku-5-5")!;

describe("priceOf", () => {
  test("one dollar per million tokens is a thousand nano-dollars a token", () => {
    expect(priceOf(usage(1_000_000, 1_000_000), listPrice("claude-fable-5-1"))).toBe(60_000_000_000);
    expect(priceOf(usage(90_000, 200), haiku)).toBe(9_100_000);
  });

  test("is unknown, not zero, without usage or price", () => {
    expect(priceOf(null, haiku)).toBeNull();
    expect(priceOf(usage(1, 1), null)).toBeNull();
    expect(listPrice("some-model")).toBeNull();
  });

  test("is unknown where the row does not say: beyond its prompt length, and for cached tokens", () => {
    expect(priceOf(usage(100_001, 1), haiku)).toBeNull();
    expect(priceOf(usage(10, 1, 5), haiku)).toBeNull();
  });

  test("is a whole number of nano-dollars that grows with the tokens", () => {
    fc.assert(
      fc.property(fc.constantFrom(...listPrices), fc.nat(90_000), fc.nat(90_000), (row, input, output) => {
        const cost = priceOf(usage(input, output), row)!;
        expect(Number.isSafeInteger(cost)).toBe(true);
        expect(priceOf(usage(input + 1, output), row)).toBeGreaterThan(cost);
      }),
    );
  });
});

describe("sumKnown", () => {
  test("adds exactly, and is unknown as soon as one part is", () => {
    expect(sumKnown([1, 2, 3])).toBe(6);
    expect(sumKnown([1, null, 3])).toBeNull();
    expect(sumKnown([])).toBe(0);
  });
});
