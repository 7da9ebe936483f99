import type { PriceRow, SpendBounds, TokenPrices, Usage } from "../types.ts";
import { priceOf } from "./price-call.ts";
import { inputTokensOf } from "./usage-totals.ts";

export interface SpendInput {
  readonly price: PriceRow | null;
  /** No more tokens than this can have gone in; null when there is no telling. */
  readonly inputTokensMost: number | null;
  /** No more tokens than this can have come out; null when there is no telling. */
  readonly outputTokensMost: number | null;
  /** What the provider said so far of a call that it did not finish. */
  readonly knownUsage?: Usage | null;
}

/**
 * The least and the most that a call can have cost whose usage never came.
 *
 * The most is priced at the dearest that the row holds: every service tier, every band that the prompt may reach, and
 * every input token as dear as the dearest kind. What the provider said before falling silent tightens both ends.
 */
export function spendBounds({ price, inputTokensMost, outputTokensMost, knownUsage = null }: SpendInput): SpendBounds {
  if (!price) return { leastNanoUsd: 0, mostNanoUsd: null };
  const input = inputTokensOf(knownUsage) ?? inputTokensMost;
  const most = input === null || outputTokensMost === null ? null : dearest(price, input, outputTokensMost);
  const leastNanoUsd = priceOf(knownUsage, price) ?? 0;
  return { leastNanoUsd, mostNanoUsd: most === null ? null : Math.max(most, leastNanoUsd) };
}

function dearest(row: PriceRow, inputTokens: number, outputTokens: number): number | null {
  const bands: readonly TokenPrices[] = [
    row,
    ...(row.longPrompts ?? []).filter(({ abovePromptTokens }) => inputTokens > abovePromptTokens),
  ];
  const isBeyondBands = row.upToPromptTokens !== undefined && inputTokens > row.upToPromptTokens && bands.length === 1;
  if (isBeyondBands) return null;
  const terms = Object.values(row.serviceTiers ?? {});
  const factor = Math.max(1, ...terms.map((tier) => ("multiplier" in tier ? tier.multiplier : 1)));
  const all = [...bands, ...terms.flatMap((tier) => ("multiplier" in tier ? [] : [tier]))];
  const usdPerMillion = all.map(
    (prices) => inputTokens * dearestInput(prices) + outputTokens * prices.outputUsdPerMillion,
  );
  return Math.ceil(1000 * factor * Math.max(...usdPerMillion));
}

function dearestInput(prices: TokenPrices): number {
  return Math.max(
    prices.inputUsdPerMillion,
    prices.cacheReadUsdPerMillion ?? 0,
    ...Object.values(prices.cacheWriteUsdPerMillion ?? {}),
  );
}
