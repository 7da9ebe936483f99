import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  listPrice,
  listPrices,
  type PriceRow,
  priceCall,
  priceOf,
  sumKnown,
  type Usage,
} from "../../../src/models/index.ts";

interface Tokens {
  readonly noCache?: number;
  readonly cacheRead?: number;
  readonly cacheWrite?: number;
  readonly byRetention?: Record<string, number>;
  readonly text?: number;
  readonly reasoning?: number;
  readonly tier?: string;
}

function usage({
  noCache = 0,
  cacheRead = 0,
  cacheWrite = 0,
  byRetention,
  text = 0,
  reasoning = 0,
  tier,
}: Tokens): Usage {
  return {
    inputTokens: { noCache, cacheRead, cacheWrite, ...(byRetention && { cacheWriteByRetention: byRetention }) },
    outputTokens: { text, reasoning },
    ...(tier && { tier }),
  };
}

const haiku = listPrice("claude-haiku-5-5")!;
const astra = listPrice("gpt-6-astra")!;
const bare: PriceRow = {
  model: "m",
  inputUsdPerMillion: 1,
  outputUsdPerMillion: 2,
  asOf: "2026-01-01",
  source: "test",
};

describe("priceOf", () => {
  test("one dollar per million tokens is a thousand nano-dollars a token", () => {
    expect(priceOf(usage({ noCache: 1_000_000, text: 1_000_000 }), listPrice("claude-fable-5-1"))).toBe(60_000_000_000);
    expect(priceOf(usage({ noCache: 90_000, text: 200 }), haiku)).toBe(9_100_000);
    expect(priceOf(usage({ noCache: 90_000, text: 200 }), "claude-haiku-5-5")).toBe(9_100_000);
  });

  test("reasoning is billed as output", () => {
    expect(priceOf(usage({ text: 40, reasoning: 60 }), bare)).toBe(priceOf(usage({ text: 100 }), bare));
  });

  test("cache reads and writes have prices of their own, writes by how long they are kept", () => {
    const cached = usage({ noCache: 10, cacheRead: 1000, cacheWrite: 300, byRetention: { "5m": 200, "1h": 100 } });
    expect(priceOf(cached, haiku)).toBe(10 * 100 + 1000 * 10 + 200 * 125 + 100 * 200);
    expect(priceOf(usage({ cacheWrite: 8 }), "gpt-6-luna")).toBe(8 * 125);
  });

  test("the band is chosen by the whole prompt, cached tokens too, and prices every token", () => {
    const whole = { noCache: 10, cacheRead: 99_000, cacheWrite: 990, byRetention: { "5m": 990 } };
    expect(priceOf(usage({ ...whole, text: 100 }), haiku)).toBe(10 * 100 + 99_000 * 10 + 990 * 125 + 100 * 500);
    const longer = { ...whole, noCache: 11 };
    expect(priceOf(usage({ ...longer, text: 100 }), haiku)).toBe(11 * 500 + 99_000 * 50 + 990 * 625 + 100 * 2500);
  });

  test("the tier that served the call prices it, in its band", () => {
    expect(priceOf(usage({ noCache: 100, text: 10, tier: "flex" }), astra)).toBe((100 * 10_000 + 10 * 50_000) / 2);
    expect(priceOf(usage({ noCache: 300_000, text: 10, tier: "priority" }), astra)).toBe(
      2 * (300_000 * 20_000 + 10 * 75_000),
    );
    expect(priceOf(usage({ noCache: 100, text: 10, tier: "fast" }), "claude-opus-5-5")).toBe(100 * 8000 + 10 * 40_000);
  });

  test("a row holds from its first day until the day the next one begins", () => {
    const read = usage({ cacheRead: 1_000_000 });
    expect(priceOf(read, "claude-sonnet-5-5", "2026-10-06")).toBe(200_000_000);
    expect(priceOf(read, "claude-sonnet-5-5", new Date("2026-10-07T00:00:00Z"))).toBe(100_000_000);
    expect(priceOf(read, "claude-sonnet-5-5", "2026-09-01")).toBeNull();
    expect(priceOf(read, "claude-sonnet-5-5")).toBe(100_000_000);
  });

  test("a dated snapshot costs what its model costs", () => {
    expect(listPrice("gpt-6.1-sol-2026-09-29")).toBe(listPrice("gpt-6.1-sol"));
    expect(listPrice("claude-haiku-4-5-20251001")).toBe(listPrice("claude-haiku-4-5"));
  });
});

describe("what is not known is null with a reason, never 0", () => {
  test.each<[string, Usage | null, PriceRow | string | null, RegExp]>([
    ["no usage", null, haiku, /did not say/],
    ["no row", usage({ noCache: 1 }), null, /no price known/],
    ["an unknown model", usage({ noCache: 1 }), "some-model", /some-model/],
    ["cache reads", usage({ noCache: 10, cacheRead: 5 }), bare, /5 tokens of cache reads/],
    ["cache writes", usage({ cacheWrite: 7 }), bare, /7 tokens of cache writes/],
    ["a retention", usage({ cacheWrite: 7, byRetention: { "12h": 7 } }), astra, /7 tokens of cache writes kept 12h/],
    ["part of a retention", usage({ cacheWrite: 9, byRetention: { "5m": 7 } }), haiku, /2 tokens .* unknown retention/],
    ["a tier", usage({ noCache: 1, tier: "ultrafast" }), astra, /service tier "ultrafast"/],
    ["a long prompt", usage({ noCache: 11 }), { ...bare, upToPromptTokens: 10 }, /prompt of 11 tokens, only up to 10/],
    [
      "a tier's long prompt",
      usage({ noCache: 300_000, tier: "fast" }),
      "gpt-6.1-terra",
      /"fast" on a prompt of 300000/,
    ],
    ["half a token", usage({ noCache: 12.5 }), haiku, /whole number of noCache, got 12\.5/],
    ["fewer than no tokens", usage({ text: -5 }), haiku, /whole number of text, got -5/],
    [
      "retentions that exceed the writes",
      usage({ cacheWrite: 10, byRetention: { "1h": 100 } }),
      haiku,
      /100 tokens written to caches by retention, of 10 in all/,
    ],
    ["a price below nothing", usage({ noCache: 5 }), { ...bare, inputUsdPerMillion: -1 }, /5 tokens of input/],
    ["more than can be counted", usage({ text: Number.MAX_SAFE_INTEGER }), bare, /too large to be counted/],
    [
      "searches",
      { ...usage({ noCache: 1 }), otherBilled: { web_search_requests: 2 } },
      haiku,
      /2 × web_search_requests/,
    ],
  ])("%s", (_, used, row, warning) => {
    const { costNanoUsd, warnings } = priceCall(used, row);
    expect(costNanoUsd).toBeNull();
    expect(warnings.join()).toMatch(warning);
  });

  test("half a token threw inside pricing: no usage throws, and no cost is negative", () => {
    const any = fc.oneof(fc.nat(), fc.integer(), fc.double(), fc.maxSafeInteger(), fc.constant(undefined as never));
    const rows = fc.oneof(
      fc.constantFrom<PriceRow[]>(...listPrices),
      fc
        .record({ inputUsdPerMillion: fc.double(), outputUsdPerMillion: fc.double() })
        .map((odd) => ({ ...bare, ...odd })),
    );
    const usages = fc.record({
      inputTokens: fc.record({
        noCache: any,
        cacheRead: any,
        cacheWrite: any,
        cacheWriteByRetention: fc.dictionary(fc.constantFrom("5m", "1h", "x"), any),
      }),
      outputTokens: fc.record({ text: any, reasoning: any }),
      otherBilled: fc.dictionary(fc.string(), any),
    });
    fc.assert(
      fc.property(usages, rows, (used, row) => {
        const { costNanoUsd, warnings } = priceCall(used, row);
        if (costNanoUsd === null) expect(warnings).not.toEqual([]);
        else expect(costNanoUsd).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 2000 },
    );
  });

  test("tokens of a kind without a price matter only when there are any", () => {
    expect(priceCall(usage({ noCache: 1 }), bare)).toEqual({ costNanoUsd: 1000, warnings: [] });
  });
});

describe("the bundled list", () => {
  test("names source and date on every row, and no model twice at once", () => {
    for (const row of listPrices as readonly PriceRow[]) {
      expect(row.source).not.toBe("");
      expect(row.asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      const others = (listPrices as readonly PriceRow[]).filter(
        (other) =>
          other !== row && other.model === row.model && (other.effectiveFrom ?? "") === (row.effectiveFrom ?? ""),
      );
      expect(others).toEqual([]);
    }
  });

  test("the cost is a whole number of nano-dollars that grows with the tokens, and equals a slow sum of decimals", () => {
    const rows = listPrices as readonly PriceRow[];
    fc.assert(
      fc.property(
        fc.constantFrom(...rows),
        fc.nat(50_000),
        fc.nat(40_000),
        fc.nat(90_000),
        (row, input, read, output) => {
          const cost = priceOf(usage({ noCache: input, cacheRead: read, text: output }), row)!;
          expect(Number.isSafeInteger(cost)).toBe(true);
          const micro = (usd: number): bigint => BigInt(usd.toFixed(6).replace(".", ""));
          const pico =
            BigInt(input) * micro(row.inputUsdPerMillion) +
            BigInt(read) * micro(row.cacheReadUsdPerMillion!) +
            BigInt(output) * micro(row.outputUsdPerMillion);
          expect(Math.abs(cost * 1000 - Number(pico))).toBeLessThanOrEqual(500);
          expect(priceOf(usage({ noCache: input + 1, cacheRead: read, text: output }), row)).toBeGreaterThan(cost);
        },
      ),
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
