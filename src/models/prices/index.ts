/** What a call costs: rows of prices by time, and the arithmetic over them. */
export { importLitellmPrices } from "./import-litellm.ts";
export { type ImportOptions, importModelsDevPrices } from "./import-models-dev.ts";
export type { ImportedPrices } from "./imported-prices.ts";
export { listPrices } from "./list-prices.ts";
export { type PricedCall, priceCall, priceOf } from "./price-call.ts";
export { listPrice, listPriceTable, type Moment, type PriceTable, priceTable } from "./price-table.ts";
export { type SpendInput, spendBounds } from "./spend-bounds.ts";
export { inputTokensOf, outputTokensOf, sumKnown } from "./usage-totals.ts";
