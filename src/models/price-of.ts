import type { PriceRow, Usage } from "./types.ts";

/**
 * What a call cost, in integer nano-dollars (1e-9 USD), or null when usage or price is unknown.
 *
 * One US dollar per million tokens is 1,000 nano-dollars per token. Cached input is priced only where the row says how.
 */
export function priceOf(usage: Usage | null, price: PriceRow | null): number | null {
  if (!usage || !price) return null;
  const { noCache, cacheRead, cacheWrite } = usage.inputTokens;
  if (cacheRead + cacheWrite > 0) return null;
  if (price.upToPromptTokens !== undefined && noCache > price.upToPromptTokens) return null;
  const output = usage.outputTokens.text + usage.outputTokens.reasoning;
  return Math.round(noCache * price.inputUsdPerMillion * 1000 + output * price.outputUsdPerMillion * 1000);
}

/** Sum of costs, unknown as soon as one part is. */
export function sumCosts(costs: readonly (number | null)[]): number | null {
  return costs.reduce<number | null>((total, cost) => (total === null || cost === null ? null : total + cost), 0);
}
