import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readFeatures } from "../../../src/models/index.ts";

const buckets = 10_240;

function shared(one: string, other: string): number {
  const [a, b] = [new Set(readFeatures(one, buckets)), new Set(readFeatures(other, buckets))];
  return [...a].filter((feature) => b.has(feature)).length / Math.max(1, Math.min(a.size, b.size));
}

describe("readFeatures", () => {
  test("gives sorted distinct buckets within range, for any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
        const features = [...readFeatures(text, buckets)];
        expect(features).toEqual([...new Set(features)].sort((a, b) => a - b));
        expect(features.every((feature) => feature >= 0 && feature < buckets)).toBe(true);
      }),
    );
  });

  test("a misspelt word keeps part of its features, an unrelated one none", () => {
    expect(shared("replacement", "replacemnet")).toBeGreaterThan(0.2);
    expect(shared("replacement", "doorbell")).toBe(0);
  });

  test("sees every part of a long text and does not care about letter case or digits", () => {
    const filler = "the and of to ".repeat(5000);
    expect(readFeatures(`${filler}refund`, buckets).length).toBeGreaterThan(readFeatures(filler, buckets).length);
    expect(readFeatures("Order 4471", buckets)).toEqual(readFeatures("order 9", buckets));
  });

  test("nothing comes of nothing", () => {
    expect(readFeatures("", buckets)).toHaveLength(0);
  });
});
