import type { PriceRow, Usage } from "../../models/index.ts";

/**
 * What a provider would bill: a second, plain implementation of the price list's rules, so that costs computed elsewhere
 * have something to be checked against. Counts in pico-dollars; null where the row has no price.
 */
export function billNanoUsd(usage: Usage, row: PriceRow): number | null {
  const { noCache, cacheRead, cacheWrite, cacheWriteByRetention = {} } = usage.inputTokens;
  const prompt = noCache + cacheRead + cacheWrite;
  let prices: PriceRow | NonNullable<PriceRow["longPrompts"]>[number] = row;
  for (const band of row.longPrompts ?? []) if (prompt > band.abovePromptTokens) prices = band;
  const tier = usage.tier === undefined ? { multiplier: 1 } : row.serviceTiers?.[usage.tier];
  if (!tier) return null;
  const factor = "multiplier" in tier ? tier.multiplier : 1;
  const rates = "multiplier" in tier ? prices : tier;
  let pico = 0;
  const charge = (tokens: number, usdPerMillion: number | undefined): void => {
    if (tokens > 0) pico += tokens * Math.round((usdPerMillion ?? Number.NaN) * factor * 1e6);
  };
  charge(noCache, rates.inputUsdPerMillion);
  charge(cacheRead, rates.cacheReadUsdPerMillion);
  let undated = cacheWrite;
  for (const [retention, tokens] of Object.entries(cacheWriteByRetention)) {
    charge(tokens, rates.cacheWriteUsdPerMillion?.[retention]);
    undated -= tokens;
  }
  charge(undated, rates.cacheWriteUsdPerMillion?.default);
  charge(usage.outputTokens.text + usage.outputTokens.reasoning, rates.outputUsdPerMillion);
  return Number.isNaN(pico) ? null : Math.round(pico / 1000);
}
