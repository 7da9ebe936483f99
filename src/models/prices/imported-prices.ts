import { InputError, showValue } from "../../errors/index.ts";
import type { PriceRow, TokenPrices } from "../types.ts";

/** Rows read from somebody else's price list, and what of it could not be used. */
export interface ImportedPrices {
  readonly rows: readonly PriceRow[];
  /** Models left out, or known only in part, each with the reason. */
  readonly notes: readonly { readonly model: string; readonly note: string }[];
}

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The list as an object, from its text or already parsed. */
export function parsePriceList(list: unknown, name: string): JsonObject {
  const value = typeof list === "string" ? parse(list, name) : list;
  if (isObject(value)) return value;
  throw new InputError(`expected ${name} as a JSON object, got ${showValue(value)}`);
}

function parse(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new InputError(`expected ${name} as JSON, got ${showValue(text)}`, {}, { cause });
  }
}

/** A price of 0 or more, else undefined. */
export function priceIn(object: JsonObject, key: string, factor = 1): number | undefined {
  const value = object[key];
  if (typeof value !== "number" || !Number.isFinite(value) || value < 0) return undefined;
  return Math.round(value * factor * 1e6) / 1e6;
}

export interface FoundPrices {
  readonly input: number | undefined;
  readonly output: number | undefined;
  readonly cacheRead: number | undefined;
  readonly cacheWrite: Readonly<Record<string, number | undefined>>;
}

/** Prices where both sides are known, else null: half a price list would price the rest as 0. */
export function tokenPrices({ input, output, cacheRead, cacheWrite }: FoundPrices): TokenPrices | null {
  if (input === undefined || output === undefined) return null;
  const writes = Object.entries(cacheWrite).flatMap(([kept, price]) => (price === undefined ? [] : [[kept, price]]));
  return {
    inputUsdPerMillion: input,
    outputUsdPerMillion: output,
    ...(cacheRead !== undefined && { cacheReadUsdPerMillion: cacheRead }),
    ...(writes.length > 0 && { cacheWriteUsdPerMillion: Object.fromEntries(writes) as Record<string, number> }),
  };
}
