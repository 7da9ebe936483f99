import type { PriceRow } from "./types.ts";

const asOf = "2026-11-22";

/** Bundled list prices. A model that is not here has no known price, and its calls no known cost. */
export const listPrices = [
  {
    model: "claude-haiku-5-5",
    inputUsdPerMillion: 0.1,
    outputUsdPerMillion: 0.5,
    upToPromptTokens: 100_000,
    asOf,
    source: "Anthropic list price",
  },
  { model: "claude-opus-5-5", inputUsdPerMillion: 4, outputUsdPerMillion: 20, asOf, source: "Anthropic list price" },
  { model: "claude-fable-5-1", inputUsdPerMillion: 10, outputUsdPerMillion: 50, asOf, source: "Anthropic list price" },
  { model: "gpt-6-luna", inputUsdPerMillion: 0.1, outputUsdPerMillion: 0.5, asOf, source: "OpenAI list price" },
  { model: "gpt-6-sol", inputUsdPerMillion: 2, outputUsdPerMillion: 10, asOf, source: "OpenAI list price" },
] as const satisfies readonly PriceRow[];

/** The bundled price row of a model, or null when it is not known. */
export function listPrice(model: string): PriceRow | null {
  return listPrices.find((row) => row.model === model) ?? null;
}
