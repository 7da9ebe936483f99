import type { PriceRow } from "../types.ts";
import { listPrices } from "./list-prices.ts";

/** A moment, as a date, a time or an ISO 8601 text. */
export type Moment = Date | string | number;

/** Prices by model and time. */
export interface PriceTable {
  readonly rows: readonly PriceRow[];
  /** The row of a model that holds at a moment (default: the day that the prices were noted), or null when none does. */
  rowOf(model: string, at?: Moment): PriceRow | null;
  /** The same table with rows that win over its own: a model named in them keeps none of its old rows. */
  with(rows: readonly PriceRow[]): PriceTable;
}

/** A price table of these rows. Where two hold at once, the one that began later does. */
export function priceTable(rows: readonly PriceRow[]): PriceTable {
  return {
    rows,
    rowOf: (model, at) => find(rows, model, at) ?? find(rows, undated(model), at),
    with: (own) => {
      const named = new Set(own.map(({ model }) => model));
      return priceTable([...own, ...rows.filter(({ model }) => !named.has(model))]);
    },
  };
}

const bundled = priceTable(listPrices);

/** The prices that ship with the package. */
export function listPriceTable(): PriceTable {
  return bundled;
}

/**
 * The bundled price row of a model that holds at a moment, or null when it is not known. Without a moment it is the one
 * that held when the list was noted, whatever the clock says.
 */
export function listPrice(model: string, at?: Moment): PriceRow | null {
  return bundled.rowOf(model, at);
}

function find(rows: readonly PriceRow[], model: string, at: Moment | undefined): PriceRow | null {
  const holding = rows.filter((row) => row.model === model && holds(row, at === undefined ? row.asOf : dayOf(at)));
  return holding.reduce<PriceRow | null>((latest, row) => (latest && since(latest) >= since(row) ? latest : row), null);
}

function holds(row: PriceRow, day: string): boolean {
  return since(row) <= day && (row.effectiveTo === undefined || day < row.effectiveTo);
}

function since({ effectiveFrom = "" }: PriceRow): string {
  return effectiveFrom;
}

/** A dated snapshot (`gpt-6-sol-2026-09-22`, `claude-haiku-4-5-20251001`) costs what its model costs. */
function undated(model: string): string {
  return model.replace(/-(\d{4}-\d{2}-\d{2}|\d{8})$/, "");
}

function dayOf(at: Moment): string {
  return new Date(at).toISOString().slice(0, 10);
}
