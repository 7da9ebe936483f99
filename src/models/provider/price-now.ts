import { listPriceTable, type PriceTable } from "../prices/index.ts";
import type { PriceRow } from "../types.ts";
import type { ProviderModelOptions } from "./provider-options.ts";

const dayMs = 86_400_000;

/** The price that holds today: the one that was given, else the list's, where the client talks to the provider itself. */
export function priceNow({ price, model }: ProviderModelOptions, isAtHome: boolean): () => PriceRow | null {
  const given = price === undefined ? (isAtHome ? listPriceTable() : null) : price;
  if (given === null || !isTable(given)) return () => given;
  let day = Number.NaN;
  let row: PriceRow | null = null;
  return () => {
    const now = Date.now();
    const today = Math.floor(now / dayMs);
    if (today !== day) {
      row = given.rowOf(model, now);
      day = today;
    }
    return row;
  };
}

function isTable(price: PriceRow | PriceTable): price is PriceTable {
  return "rowOf" in price;
}
