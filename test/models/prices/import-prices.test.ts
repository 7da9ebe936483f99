import { describe, expect, test } from "vitest";
import { InputError } from "../../../src/errors/index.ts";
import {
  importLitellmPrices,
  importModelsDevPrices,
  listPriceTable,
  type PriceRow,
  priceTable,
} from "../../../src/models/index.ts";

const asOf = "2026-11-22";

/** The shape of models.dev's api.json, by provider and model. */
const modelsDev = {
  openai: {
    id: "openai",
    models: {
      "gpt-6-astra": {
        id: "gpt-6-astra",
        cost: {
          input: 10,
          output: 50,
          cache_read: 1,
          cache_write: 12.5,
          tiers: [{ input: 20, output: 75, cache_read: 2, cache_write: 25, tier: { size: 272_000 } }],
        },
        experimental: { modes: { fast: { cost: { input: 20, output: 100, cache_read: 2, cache_write: 25 } } } },
      },
      "half-known": { id: "half-known", cost: { input: 1, output: 2, tiers: [{ input: 2, tier: { size: 1000 } }] } },
      "dear-thoughts": { id: "dear-thoughts", cost: { input: 1, output: 2, reasoning: 3 } },
      unpriced: { id: "unpriced" },
    },
  },
  anthropic: {
    id: "anthropic",
    models: { "claude-x": { cost: { input: 4, output: 20, cache_read: 0.2, cache_write: 5 } } },
  },
};

describe("prices from models.dev", () => {
  test("bring bands, caches and the fast mode", () => {
    const { rows, notes } = importModelsDevPrices(JSON.stringify(modelsDev), { provider: "openai", asOf });
    expect(rows[0]).toEqual({
      model: "gpt-6-astra",
      inputUsdPerMillion: 10,
      outputUsdPerMillion: 50,
      cacheReadUsdPerMillion: 1,
      cacheWriteUsdPerMillion: { default: 12.5 },
      upToPromptTokens: 272_000,
      longPrompts: [
        {
          abovePromptTokens: 272_000,
          inputUsdPerMillion: 20,
          outputUsdPerMillion: 75,
          cacheReadUsdPerMillion: 2,
          cacheWriteUsdPerMillion: { default: 25 },
        },
      ],
      serviceTiers: {
        fast: expect.objectContaining({ inputUsdPerMillion: 20, outputUsdPerMillion: 100 }),
        priority: expect.objectContaining({ inputUsdPerMillion: 20 }),
      },
      asOf,
      source: "models.dev",
    } satisfies PriceRow);
    expect(notes.map(({ model }) => model)).toEqual(["dear-thoughts", "unpriced"]);
  });

  test("a band priced in part leaves longer prompts unknown", () => {
    const { rows } = importModelsDevPrices(modelsDev, { provider: "openai", asOf });
    const half = rows.find(({ model }) => model === "half-known")!;
    expect(half).toMatchObject({ upToPromptTokens: 1000 });
    expect(half.longPrompts).toBeUndefined();
  });

  test("Anthropic's cache writes are those kept five minutes", () => {
    const { rows } = importModelsDevPrices(modelsDev, { provider: "anthropic", asOf });
    expect(rows[0]?.cacheWriteUsdPerMillion).toEqual({ "5m": 5 });
  });
});

/** The shape of LiteLLM's list, dollars per token. */
const litellm = {
  sample_spec: { litellm_provider: "one of the providers" },
  "gpt-x": {
    litellm_provider: "openai",
    input_cost_per_token: 1e-7,
    output_cost_per_token: 5e-7,
    cache_read_input_token_cost: 1e-8,
    input_cost_per_token_above_272k_tokens: 2e-7,
    output_cost_per_token_above_272k_tokens: 7.5e-7,
    input_cost_per_token_flex: 5e-8,
    output_cost_per_token_flex: 2.5e-7,
    input_cost_per_token_above_128k_tokens: null,
  },
  "openai/gpt-y": {
    litellm_provider: "openai",
    input_cost_per_token: 1e-6,
    output_cost_per_token: 2e-6,
    input_cost_per_token_above_200k_tokens: 2e-6,
  },
  "claude-x": {
    litellm_provider: "anthropic",
    input_cost_per_token: 4e-6,
    output_cost_per_token: 2e-5,
    cache_creation_input_token_cost: 5e-6,
    cache_creation_input_token_cost_above_1hr: 8e-6,
    cache_read_input_token_cost: 2e-7,
  },
  "image-model": { litellm_provider: "openai", input_cost_per_image: 0.04 },
};

describe("prices from LiteLLM", () => {
  test("bring bands and tiers, in dollars per million", () => {
    const { rows, notes } = importLitellmPrices(litellm, { provider: "openai", asOf });
    expect(rows[0]).toEqual({
      model: "gpt-x",
      inputUsdPerMillion: 0.1,
      outputUsdPerMillion: 0.5,
      cacheReadUsdPerMillion: 0.01,
      upToPromptTokens: 272_000,
      longPrompts: [{ abovePromptTokens: 272_000, inputUsdPerMillion: 0.2, outputUsdPerMillion: 0.75 }],
      serviceTiers: { flex: { inputUsdPerMillion: 0.05, outputUsdPerMillion: 0.25 } },
      asOf,
      source: "LiteLLM",
    } satisfies PriceRow);
    expect(rows[1]).toMatchObject({ model: "gpt-y", upToPromptTokens: 200_000 });
    expect(rows[1]?.longPrompts).toBeUndefined();
    expect(notes).toEqual([{ model: "image-model", note: "no input or output price per token" }]);
  });

  test("tell cache writes apart by retention", () => {
    const { rows } = importLitellmPrices(JSON.stringify(litellm), { provider: "anthropic", asOf });
    expect(rows[0]?.cacheWriteUsdPerMillion).toEqual({ "5m": 5, "1h": 8 });
  });
});

describe("a price list that is none", () => {
  test.each([["not json"], ["[]"]])("%s is refused", (text) => {
    expect(() => importModelsDevPrices(text, { provider: "openai", asOf })).toThrow(InputError);
    expect(() => importLitellmPrices(text, { provider: "openai", asOf })).toThrow(InputError);
  });
});

describe("priceTable", () => {
  const own: PriceRow = {
    model: "gpt-6-luna",
    inputUsdPerMillion: 9,
    outputUsdPerMillion: 9,
    asOf,
    source: "contract",
  };

  test("the user's own rows win, other models keep theirs", () => {
    const table = listPriceTable().with([own]);
    expect(table.rowOf("gpt-6-luna")).toBe(own);
    expect(table.rowOf("gpt-6-sol")).toBe(listPriceTable().rowOf("gpt-6-sol"));
  });

  test("of two rows that hold, the one that began later does", () => {
    const older = { ...own, effectiveFrom: "2026-01-01" };
    const newer = { ...own, effectiveFrom: "2026-05-01" };
    expect(priceTable([newer, older]).rowOf("gpt-6-luna", "2026-06-01")).toBe(newer);
    expect(priceTable([newer, older]).rowOf("gpt-6-luna", "2026-04-30")).toBe(older);
  });
});
