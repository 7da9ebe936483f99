import type { LongPromptPrices, PriceRow } from "../types.ts";
import type { ImportOptions } from "./import-models-dev.ts";
import {
  type ImportedPrices,
  isObject,
  type JsonObject,
  parsePriceList,
  priceIn,
  tokenPrices,
} from "./imported-prices.ts";

/**
 * Prices of one provider (`litellm_provider`) from LiteLLM's `model_prices_and_context_window.json` (its text, or
 * parsed): US dollars per token, with bands, tiers and retention in the names of the fields.
 */
export function importLitellmPrices(list: unknown, { provider, asOf }: ImportOptions): ImportedPrices {
  const rows: PriceRow[] = [];
  const notes: { model: string; note: string }[] = [];
  for (const [key, entry] of Object.entries(parsePriceList(list, "LiteLLM's price list"))) {
    if (!isObject(entry) || entry.litellm_provider !== provider) continue;
    const model = key.startsWith(`${provider}/`) ? key.slice(provider.length + 1) : key;
    const prices = pricesOf(entry, "");
    if (!prices) notes.push({ model, note: "no input or output price per token" });
    else if (reasoningCostsElse(entry)) notes.push({ model, note: "reasoning has a price of its own" });
    else if (rows.every((row) => row.model !== model))
      rows.push({ model, ...prices, ...bands(entry), ...serviceTiers(entry), asOf, source: "LiteLLM" });
  }
  return { rows, notes };
}

const perMillion = 1e6;

function pricesOf(entry: JsonObject, suffix: string) {
  const price = (name: string): number | undefined => priceIn(entry, name + suffix, perMillion);
  const hourly = price("cache_creation_input_token_cost_above_1hr");
  const write = price("cache_creation_input_token_cost");
  const isByRetention = entry.litellm_provider === "anthropic";
  return tokenPrices({
    input: price("input_cost_per_token"),
    output: price("output_cost_per_token"),
    cacheRead: price("cache_read_input_token_cost"),
    cacheWrite: isByRetention ? { "5m": write, "1h": hourly } : { default: write },
  });
}

function reasoningCostsElse(entry: JsonObject): boolean {
  const reasoning = entry.output_cost_per_reasoning_token;
  return typeof reasoning === "number" && reasoning !== entry.output_cost_per_token;
}

/** `…_above_272k_tokens`: a band counts only when both sides of it are priced; beyond a partial one nothing is known. */
function bands(entry: JsonObject): Pick<PriceRow, "upToPromptTokens" | "longPrompts"> {
  const sizes = new Set(
    Object.keys(entry).flatMap((key) => {
      const size = entry[key] === null ? null : /^(?:input|output)_cost_per_token_above_(\d+)k_tokens$/.exec(key);
      return size ? [Number(size[1])] : [];
    }),
  );
  if (sizes.size === 0) return {};
  const ordered = [...sizes].sort((one, two) => one - two);
  const found = ordered.map((size) => ({ size, prices: pricesOf(entry, `_above_${size}k_tokens`) }));
  const whole = found.every(({ prices }) => prices !== null);
  const longPrompts = found.map(
    ({ size, prices }) => ({ abovePromptTokens: size * 1000, ...prices }) as LongPromptPrices,
  );
  return { upToPromptTokens: ordered[0]! * 1000, ...(whole && { longPrompts }) };
}

function serviceTiers(entry: JsonObject): Pick<PriceRow, "serviceTiers"> {
  const flex = pricesOf(entry, "_flex");
  const priority = pricesOf(entry, "_priority");
  if (!flex && !priority) return {};
  return { serviceTiers: { ...(flex && { flex }), ...(priority && { priority, fast: priority }) } };
}
