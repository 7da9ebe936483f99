import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inputTokensOf, listPrice, priceCall, priceOf, type Usage } from "../../../src/models/index.ts";
import { type FaultServer, startFaultServer } from "../../../src/testing/index.ts";
import { asks, type ProviderCase, providerCases, question } from "../../support/provider-models.ts";

const astra = listPrice("gpt-6-astra")!;
const opus = listPrice("claude-opus-5-5")!;

let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer({ prices: [astra, opus] });
});
afterAll(() => server.close());

/** The model whose row has most to it, caches, bands and tiers. */
function priced({ vendor, make }: ProviderCase) {
  const price = vendor === "openai" ? astra : opus;
  return make(server, { model: price.model, price });
}

/** What each API can tell apart of cache writes. */
function retentions({ name }: ProviderCase): readonly string[] {
  return name.includes("Messages") ? ["5m", "1h"] : [];
}

function usages(provider: ProviderCase) {
  const kept = retentions(provider);
  const tiers = provider.vendor === "openai" ? [undefined, "flex", "priority"] : [undefined];
  return fc
    .record({
      noCache: fc.nat(400_000),
      cacheRead: fc.nat(60_000),
      writes: fc.array(fc.nat(30_000), { minLength: Math.max(1, kept.length), maxLength: Math.max(1, kept.length) }),
      text: fc.nat(20_000),
      reasoning: fc.nat(20_000),
      tier: fc.constantFrom(...tiers),
    })
    .map(({ noCache, cacheRead, writes, text, reasoning, tier }): Usage => {
      const cacheWrite = writes.reduce((sum, tokens) => sum + tokens, 0);
      const byRetention = Object.fromEntries(kept.map((name, index) => [name, writes[index]!]));
      return {
        inputTokens: {
          noCache,
          cacheRead,
          cacheWrite,
          ...(kept.length > 0 && cacheWrite > 0 && { cacheWriteByRetention: byRetention }),
        },
        outputTokens: { text, reasoning },
        ...(tier && { tier }),
      };
    });
}

describe.each(providerCases)("$name", (provider) => {
  test.each(asks)("%s: any usage arrives as it was and is priced to the nano-dollar", async (_, ask) => {
    await fc.assert(
      fc.asyncProperty(usages(provider), async (usage) => {
        server.play({ kind: "answer", usage });
        const model = priced(provider);
        const answer = await ask(model, question);
        expect(answer.usage).toEqual(usage);
        const { noCache, cacheRead, cacheWrite } = answer.usage!.inputTokens;
        expect(inputTokensOf(answer.usage)).toBe(noCache + cacheRead + cacheWrite);
        expect(priceOf(answer.usage, model.price)).toBe(server.calls.at(-1)!.billedNanoUsd);
      }),
      { numRuns: 25 },
    );
  });

  test.each(asks)("%s: a served tier without a price makes the cost unknown, by name", async (_, ask) => {
    const tier = provider.vendor === "openai" ? "scale" : "priority";
    server.play({
      kind: "answer",
      usage: {
        inputTokens: { noCache: 5, cacheRead: 0, cacheWrite: 0 },
        outputTokens: { text: 3, reasoning: 0 },
        tier,
      },
    });
    const model = priced(provider);
    const answer = await ask(model, question);
    expect(answer.servedTier).toBe(tier);
    expect(priceCall(answer.usage, model.price)).toEqual({
      costNanoUsd: null,
      warnings: [expect.stringContaining(`service tier "${tier}"`)],
    });
  });
});

test("Responses tells cache writes apart by retention", async () => {
  const terra = listPrice("gpt-6.1-terra")!;
  const writes = { "30m": 300, "12h": 40 };
  const usage: Usage = {
    inputTokens: { noCache: 10, cacheRead: 0, cacheWrite: 340, cacheWriteByRetention: writes },
    outputTokens: { text: 5, reasoning: 0 },
  };
  const responses = providerCases.find(({ name }) => name === "openai 7, Responses")!;
  server.play({ kind: "answer", usage });
  const model = responses.make(server, { model: terra.model, price: terra });
  const answer = await model.generate(question);
  expect(answer.usage).toEqual(usage);
  expect(priceOf(answer.usage, model.price)).toBe(10 * 1000 + 300 * 1250 + 40 * 2500 + 5 * 5000);
});

test("Anthropic's fast speed prices the call, beside its service tier", async () => {
  const messages = providerCases.find(({ vendor }) => vendor === "anthropic")!;
  const tokens = {
    inputTokens: { noCache: 100, cacheRead: 0, cacheWrite: 0 },
    outputTokens: { text: 10, reasoning: 0 },
  };
  server.play({ kind: "answer", usage: { ...tokens, tier: "fast" } });
  const model = priced(messages);
  const answer = await model.generate(question);
  expect(priceOf(answer.usage, model.price)).toBe(100 * 8000 + 10 * 40_000);
});
