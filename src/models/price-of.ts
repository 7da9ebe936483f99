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
  return Math.round(1000 * (noCache * price.inputUsdPerMillion + outputTokensOf(usage)! * price.outputUsdPerMillion));
}

/** Sum of costs or counts, unknown as soon as one part is. */
export function sumKnown(parts: readonly (number | null)[]): number | null {
  return parts.reduce<number | null>((total, part) => (total === null || part === null ? null : total + part), 0);
}

/** All tokens that went in, cached ones too; null when usage is unknown. */
export function inputTokensOf(usage: Usage | null): number | null {
  return usage && usage.inputTokens.noCache + usage.inputTokens.cacheRead + usage.inputTokens.cacheWrite;
}

/** All tokens that came out, reasoning too; null when usage is unknown. */
export function outputTokensOf(usage: Usage | null): number | null {
  return usage && usage.outputTokens.text + usage.outputTokens.reasoning;
}
