import type { Cell, MatrixRow, OutcomeMatrix } from "../matrix/index.ts";

/** What an arm made of a case: right or wrong, the text that it answered (taken for right), or any part of a cell. */
export type CellSketch = boolean | string | Partial<Cell>;

export type RowSketch = Omit<MatrixRow, "id" | "outcomes"> & { readonly id?: string };

/**
 * A row of an outcome matrix. What is left out of a cell is made up: right, a tenth of a cent, 100 tokens in and 20 out.
 *
 * @example
 * const row = matrixRow("Where is my parcel?", { small: false, large: { score: 1, costUsd: 0.02 } });
 */
export function matrixRow(
  asked: string | RowSketch,
  outcomes: Readonly<Record<string, CellSketch | readonly CellSketch[]>>,
): MatrixRow {
  const row: RowSketch = typeof asked === "string" ? { prompt: asked } : asked;
  const cells = Object.entries(outcomes).map(([arm, sketch]) => [
    arm,
    Array.isArray(sketch) ? sketch.map(cellOf) : cellOf(sketch as CellSketch),
  ]);
  return { ...row, id: row.id ?? row.prompt ?? JSON.stringify(row.messages), outcomes: Object.fromEntries(cells) };
}

/** A matrix of these rows, with every arm that any of them names. */
export function matrixOf(rows: readonly MatrixRow[]): OutcomeMatrix {
  return { arms: [...new Set(rows.flatMap(({ outcomes }) => Object.keys(outcomes)))], rows };
}

function cellOf(sketch: CellSketch): Cell {
  const made: Cell = { score: 1, costUsd: 0.001, inputTokens: 100, outputTokens: 20 };
  if (typeof sketch === "boolean") return { ...made, score: Number(sketch) };
  return { ...made, ...(typeof sketch === "string" ? { response: sketch } : sketch) };
}
