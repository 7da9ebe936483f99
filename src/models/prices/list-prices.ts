import type { PriceRow } from "../types.ts";

/** Day the bundled prices were noted. */
const asOf = "2026-11-22";
/** Anthropic's model pages, platform.claude.com/docs/en/models, and the price table beside them. */
const anthropic = { asOf, source: "Anthropic list price, platform.claude.com" };
/** OpenAI's list prices as several independent price tables repeat them; OpenAI's own page was not at hand. */
const openai = { asOf, source: "OpenAI list price, as repeated by LiteLLM, models.dev and others" };

/** "US: inference stays within US data centers. A 1.1x pricing multiplier applies", to Opus 4.6, Sonnet 4.6 and later. */
const inUs = { "geo-us": { multiplier: 1.1 } };

/** OpenAI's rule for prompts over 272,000 tokens: input and cache twice, output one and a half times. */
const longOpenai = 272_000;
/** "Flex takes 50% off whichever rate applies, and Fast costs 2x"; `priority` is the older name of `fast`. */
const openaiTiers = { flex: { multiplier: 0.5 }, priority: { multiplier: 2 }, fast: { multiplier: 2 } };

/**
 * Bundled list prices. A model that is not here has no known price, and its calls no known cost: a row, or a number of
 * it, that could not be found is left out rather than guessed.
 */
export const listPrices = [
  {
    model: "claude-haiku-5-5",
    ...usd(0.1, 0.5, 0.01, { "5m": 0.125, "1h": 0.2 }),
    upToPromptTokens: 100_000,
    longPrompts: [{ abovePromptTokens: 100_000, ...usd(0.5, 2.5, 0.05, { "5m": 0.625, "1h": 1 }) }],
    serviceTiers: inUs,
    effectiveFrom: "2026-10-07",
    ...anthropic,
  },
  {
    model: "claude-sonnet-5-5",
    ...usd(2, 10, 0.2, { "5m": 2.5, "1h": 4 }),
    serviceTiers: inUs,
    effectiveFrom: "2026-09-28",
    effectiveTo: "2026-10-07",
    ...anthropic,
  },
  {
    model: "claude-sonnet-5-5",
    ...usd(2, 10, 0.1, { "5m": 2.5, "1h": 4 }),
    serviceTiers: inUs,
    effectiveFrom: "2026-10-07",
    ...anthropic,
  },
  {
    model: "claude-opus-5-5",
    ...usd(4, 20, 0.2, { "5m": 5, "1h": 8 }),
    serviceTiers: { ...inUs, fast: usd(8, 40, 0.4, { "5m": 10 }) },
    effectiveFrom: "2026-09-22",
    ...anthropic,
  },
  {
    model: "claude-fable-5-2",
    ...usd(8, 40, 0.2, { "5m": 10, "1h": 16 }),
    serviceTiers: inUs,
    effectiveFrom: "2026-11-09",
    asOf,
    source: "Anthropic list price, as repeated by two resellers' price tables",
  },
  {
    model: "claude-fable-5-1",
    ...usd(10, 50, 0.25, { "5m": 12.5, "1h": 20 }),
    serviceTiers: inUs,
    effectiveFrom: "2026-09-01",
    ...anthropic,
  },
  {
    model: "claude-fable-5",
    ...usd(10, 50, 1, { "5m": 12.5, "1h": 20 }),
    effectiveFrom: "2026-06-09",
    serviceTiers: inUs,
    ...anthropic,
  },
  {
    model: "claude-opus-5",
    ...usd(5, 25, 0.5, { "5m": 6.25, "1h": 10 }),
    effectiveFrom: "2026-07-24",
    serviceTiers: inUs,
    ...anthropic,
  },
  { model: "claude-sonnet-5", ...usd(2, 10, 0.2, { "5m": 2.5, "1h": 4 }), serviceTiers: inUs, ...anthropic },
  { model: "claude-opus-4-8", ...usd(5, 25, 0.5, { "5m": 6.25, "1h": 10 }), serviceTiers: inUs, ...anthropic },
  { model: "claude-opus-4-7", ...usd(5, 25, 0.5, { "5m": 6.25, "1h": 10 }), serviceTiers: inUs, ...anthropic },
  { model: "claude-haiku-4-5", ...usd(1, 5, 0.1, { "5m": 1.25, "1h": 2 }), ...anthropic },
  {
    model: "gpt-6-astra",
    ...usd(10, 50, 1, { default: 12.5 }),
    upToPromptTokens: longOpenai,
    longPrompts: [{ abovePromptTokens: longOpenai, ...usd(20, 75, 2, { default: 25 }) }],
    serviceTiers: openaiTiers,
    effectiveFrom: "2026-09-03",
    ...openai,
  },
  {
    model: "gpt-6.1-sol",
    ...usd(2, 10, 0.1, { default: 2.5 }),
    upToPromptTokens: longOpenai,
    longPrompts: [{ abovePromptTokens: longOpenai, ...usd(4, 15, 0.2, { default: 5 }) }],
    serviceTiers: openaiTiers,
    effectiveFrom: "2026-09-29",
    ...openai,
  },
  {
    model: "gpt-6-sol",
    ...usd(2, 10, 0.2, { default: 2.5 }),
    upToPromptTokens: longOpenai,
    longPrompts: [{ abovePromptTokens: longOpenai, ...usd(4, 15, 0.4, { default: 5 }) }],
    effectiveFrom: "2026-09-22",
    ...openai,
  },
  {
    model: "gpt-6.1-terra",
    ...usd(1, 5, 0.05, { default: 1.25, "30m": 1.25, "12h": 2.5 }),
    upToPromptTokens: longOpenai,
    longPrompts: [{ abovePromptTokens: longOpenai, ...usd(2, 7.5, 0.1, { default: 2.5, "30m": 2.5, "12h": 5 }) }],
    serviceTiers: {
      flex: { inputUsdPerMillion: 0.5, outputUsdPerMillion: 2.5, cacheReadUsdPerMillion: 0.025 },
      fast: { inputUsdPerMillion: 2, outputUsdPerMillion: 10, cacheReadUsdPerMillion: 0.1 },
      priority: { inputUsdPerMillion: 2, outputUsdPerMillion: 10, cacheReadUsdPerMillion: 0.1 },
    },
    effectiveFrom: "2026-10-26",
    ...openai,
  },
  {
    model: "gpt-6-luna",
    ...usd(0.1, 0.5, 0.01, { default: 0.125 }),
    upToPromptTokens: longOpenai,
    longPrompts: [{ abovePromptTokens: longOpenai, ...usd(0.2, 0.75, 0.02, { default: 0.25 }) }],
    effectiveFrom: "2026-09-22",
    ...openai,
  },
] as const satisfies readonly PriceRow[];

function usd<Write extends Readonly<Record<string, number>>>(
  inputUsdPerMillion: number,
  outputUsdPerMillion: number,
  cacheReadUsdPerMillion: number,
  cacheWriteUsdPerMillion: Write,
) {
  return { inputUsdPerMillion, outputUsdPerMillion, cacheReadUsdPerMillion, cacheWriteUsdPerMillion };
}
