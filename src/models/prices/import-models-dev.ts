import type { LongPromptPrices, PriceRow } from "../types.ts";
import {
  type ImportedPrices,
  isObject,
  type JsonObject,
  parsePriceList,
  priceIn,
  tokenPrices,
} from "./imported-prices.ts";

export interface ImportOptions {
  /** Whose prices: one model has other prices at other providers. */
  readonly provider: string;
  /** Day the list was fetched, ISO 8601. */
  readonly asOf: string;
}

/**
 * Prices of one provider from models.dev's `api.json` (its text, or parsed): US dollars per million tokens, bands by
 * prompt length under `cost.tiers`, the fast mode under `experimental.modes`. It dates no price and tells cache writes
 * apart by no retention; Anthropic's are those kept five minutes.
 */
export function importModelsDevPrices(list: unknown, { provider, asOf }: ImportOptions): ImportedPrices {
  const providers = parsePriceList(list, "models.dev's price list");
  const models = isObject(providers[provider]) ? providers[provider].models : undefined;
  const rows: PriceRow[] = [];
  const notes: { model: string; note: string }[] = [];
  for (const [model, entry] of Object.entries(isObject(models) ? models : {})) {
    const cost = isObject(entry) && isObject(entry.cost) ? entry.cost : {};
    const prices = pricesOf(cost, provider);
    if (!prices) notes.push({ model, note: "no input or output price" });
    else if (reasoningCostsElse(cost)) notes.push({ model, note: "reasoning has a price of its own" });
    else
      rows.push({
        model,
        ...prices,
        ...bands(cost, provider),
        ...fastMode(entry, provider),
        asOf,
        source: "models.dev",
      });
  }
  return { rows, notes };
}

function pricesOf(cost: JsonObject, provider: string) {
  return tokenPrices({
    input: priceIn(cost, "input"),
    output: priceIn(cost, "output"),
    cacheRead: priceIn(cost, "cache_read"),
    cacheWrite: { [provider === "anthropic" ? "5m" : "default"]: priceIn(cost, "cache_write") },
  });
}

function reasoningCostsElse(cost: JsonObject): boolean {
  return typeof cost.reasoning === "number" && cost.reasoning !== cost.output;
}

/** Beyond a band whose prices are not whole, nothing is known. */
function bands(cost: JsonObject, provider: string): Pick<PriceRow, "upToPromptTokens" | "longPrompts"> {
  const tiers = Array.isArray(cost.tiers) ? cost.tiers.filter(isObject) : [];
  const over200k = isObject(cost.context_over_200k) ? [{ ...cost.context_over_200k, tier: { size: 200_000 } }] : [];
  const found = (tiers.length > 0 ? tiers : over200k).flatMap((tier: JsonObject) => {
    const size = isObject(tier.tier) ? tier.tier.size : undefined;
    return typeof size === "number" ? [{ abovePromptTokens: size, prices: pricesOf(tier, provider) }] : [];
  });
  if (found.length === 0) return {};
  const ordered = found.toSorted((one, two) => one.abovePromptTokens - two.abovePromptTokens);
  const whole = ordered.every(({ prices }) => prices !== null);
  const longPrompts = ordered.map(
    ({ abovePromptTokens, prices }) => ({ abovePromptTokens, ...prices }) as LongPromptPrices,
  );
  return { upToPromptTokens: ordered[0]!.abovePromptTokens, ...(whole && { longPrompts }) };
}

function fastMode(entry: unknown, provider: string): Pick<PriceRow, "serviceTiers"> {
  const modes = isObject(entry) && isObject(entry.experimental) ? entry.experimental.modes : undefined;
  const fast = isObject(modes) && isObject(modes.fast) && isObject(modes.fast.cost) ? modes.fast.cost : undefined;
  const prices = fast && pricesOf(fast, provider);
  if (!prices) return {};
  return { serviceTiers: provider === "openai" ? { fast: prices, priority: prices } : { fast: prices } };
}
