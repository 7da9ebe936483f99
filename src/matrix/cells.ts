import type { Cell, MatrixRow } from "./types.ts";

/** The cell of an arm (the first, where repeats were recorded), or undefined when the arm never ran on this case. */
export function cellOf(row: MatrixRow, arm: string): Cell | undefined {
  const cells = row.outcomes[arm];
  return isRepeats(cells) ? cells[0] : cells;
}

/** Whether a cell succeeded: as recorded, else by its score; null when neither is known. */
export function isSuccess(cell: Cell, successAt = 1): boolean | null {
  if (cell.success !== undefined) return cell.success;
  return cell.score === null ? null : cell.score >= successAt;
}

/** Integer nano-dollars of a cell, or null when its cost is unknown. */
export function costNanoUsdOf(cell: Cell): number | null {
  if (cell.costNanoUsd !== undefined) return cell.costNanoUsd;
  return cell.costUsd === null ? null : Math.round(cell.costUsd * 1e9);
}

function isRepeats(cells: Cell | readonly Cell[] | undefined): cells is readonly Cell[] {
  return Array.isArray(cells);
}
