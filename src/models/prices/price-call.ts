import type { PriceRow, TokenPrices, Usage } from "../types.ts";
import { isCount, oddUsage } from "../usage-reading.ts";
import { listPrice, type Moment } from "./price-table.ts";

export interface PricedCall {
  /** Integer nano-dollars (1e-9 USD); null when usage or any price that it needs is unknown. */
  readonly costNanoUsd: number | null;
  /** What was missing, one line each; empty when the cost is known. */
  readonly warnings: readonly string[];
}

/**
 * What a call cost, and why that is not known when it is not.
 *
 * The band of prompt length is chosen by the whole prompt, cached tokens too, and prices every token of the call. A
 * price that is not in the row makes the whole cost unknown: it never counts as 0.
 */
export function priceCall(usage: Usage | null, price: PriceRow | string | null, at?: Moment): PricedCall {
  if (!usage) return unknown("the provider did not say what the call used");
  const odd = oddUsage(usage);
  if (odd !== null) return unknown(odd);
  const row = typeof price === "string" ? listPrice(price, at) : price;
  if (!row) return unknown(typeof price === "string" ? `no price known for ${price}` : "no price known");
  const prices = pricesFor(row, usage);
  if (typeof prices === "string") return unknown(`${row.model}: ${prices}`);
  const lines = billLines(usage, prices);
  const warnings = lines.flatMap(({ tokens, usdPerMillion, name }) =>
    tokens > 0 && !isPrice(usdPerMillion) ? [`${row.model}: no price known for ${tokens} tokens of ${name}`] : [],
  );
  for (const [name, count] of Object.entries(usage.otherBilled ?? {}))
    if (count > 0) warnings.push(`${row.model}: no price known for ${count} × ${name}`);
  if (warnings.length > 0) return { costNanoUsd: null, warnings };
  const costNanoUsd = total(lines);
  return isCount(costNanoUsd) ? { costNanoUsd, warnings } : unknown(`${row.model}: a cost too large to be counted`);
}

/** What a call cost, in integer nano-dollars, or null when usage or price is unknown. `price` may name a model of the bundled list. */
export function priceOf(usage: Usage | null, price: PriceRow | string | null, at?: Moment): number | null {
  return priceCall(usage, price, at).costNanoUsd;
}

interface BillLine {
  readonly name: string;
  readonly tokens: number;
  readonly usdPerMillion: number | undefined;
}

function billLines({ inputTokens, outputTokens }: Usage, prices: TokenPrices): BillLine[] {
  const writes = prices.cacheWriteUsdPerMillion;
  const byRetention = Object.entries(inputTokens.cacheWriteByRetention ?? {});
  const told = byRetention.reduce((sum, [, tokens]) => sum + tokens, 0);
  return [
    { name: "input", tokens: inputTokens.noCache, usdPerMillion: prices.inputUsdPerMillion },
    { name: "cache reads", tokens: inputTokens.cacheRead, usdPerMillion: prices.cacheReadUsdPerMillion },
    ...byRetention.map(([retention, tokens]) => ({
      name: `cache writes kept ${retention}`,
      tokens,
      usdPerMillion: writes?.[retention],
    })),
    {
      name: "cache writes of unknown retention",
      tokens: inputTokens.cacheWrite - told,
      usdPerMillion: writes?.default,
    },
    { name: "output", tokens: outputTokens.text + outputTokens.reasoning, usdPerMillion: prices.outputUsdPerMillion },
  ];
}

/** The prices that hold for this usage, or what is not known about them. */
function pricesFor(row: PriceRow, { inputTokens, tier }: Usage): TokenPrices | string {
  const promptTokens = inputTokens.noCache + inputTokens.cacheRead + inputTokens.cacheWrite;
  const long = row.longPrompts?.findLast(({ abovePromptTokens }) => promptTokens > abovePromptTokens);
  if (!long && row.upToPromptTokens !== undefined && promptTokens > row.upToPromptTokens)
    return `no price known for a prompt of ${promptTokens} tokens, only up to ${row.upToPromptTokens}`;
  if (tier === undefined) return long ?? row;
  const terms = row.serviceTiers?.[tier];
  if (!terms) return `no price known for service tier "${tier}"`;
  if ("multiplier" in terms) return scaled(long ?? row, terms.multiplier);
  return long ? `no price known for service tier "${tier}" on a prompt of ${promptTokens} tokens` : terms;
}

export function scaled(prices: TokenPrices, factor: number): TokenPrices {
  const { cacheReadUsdPerMillion: read, cacheWriteUsdPerMillion: write } = prices;
  return {
    inputUsdPerMillion: prices.inputUsdPerMillion * factor,
    outputUsdPerMillion: prices.outputUsdPerMillion * factor,
    ...(read !== undefined && { cacheReadUsdPerMillion: read * factor }),
    ...(write && {
      cacheWriteUsdPerMillion: Object.fromEntries(Object.entries(write).map(([kept, price]) => [kept, price * factor])),
    }),
  };
}

/** A price that is no number, or below 0, is as good as none. */
function isPrice(usdPerMillion: number | undefined): boolean {
  return usdPerMillion !== undefined && usdPerMillion >= 0 && Number.isFinite(usdPerMillion * 1e6);
}

/** Exact: one dollar per million tokens is a million pico-dollars per token, so every list price is a whole number of them. */
function total(lines: readonly BillLine[]): number {
  const picoUsd = lines.reduce(
    (sum, { tokens, usdPerMillion = 0 }) =>
      tokens > 0 ? sum + BigInt(tokens) * BigInt(Math.round(usdPerMillion * 1e6)) : sum,
    0n,
  );
  return Number((picoUsd + 500n) / 1000n);
}

function unknown(warning: string): PricedCall {
  return { costNanoUsd: null, warnings: [warning] };
}
