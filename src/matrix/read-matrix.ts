import { InputError, showValue } from "../errors/index.ts";
import { readJsonLines } from "./json-lines.ts";
import type { MatrixRow, OutcomeMatrix } from "./types.ts";

/**
 * Reads an outcome matrix file (JSON Lines, optionally gzip).
 *
 * @throws InputError naming file, line and field for broken JSON, missing or wrong fields, a score outside 0..1, a
 * cost that is not a number or null, and a second row with the same id.
 */
export async function readMatrix(file: string): Promise<OutcomeMatrix> {
  const rows = new Map<string, MatrixRow>();
  const arms = new Set<string>();
  for await (const { line, value } of readJsonLines(file)) {
    const row = asRow(value, { file, line });
    if (rows.has(row.id)) {
      throw new InputError(`id ${showValue(row.id)} occurs twice: one row per case, repeats as an array in its cell`, {
        file,
        line,
        field: "id",
      });
    }
    rows.set(row.id, row);
    for (const arm of Object.keys(row.outcomes)) arms.add(arm);
  }
  if (rows.size === 0) throw new InputError("expected at least one row, but the file is empty", { file });
  return { arms: [...arms], rows: [...rows.values()] };
}

interface LineLocation {
  readonly file: string;
  readonly line: number;
}

function asRow(value: Record<string, unknown>, at: LineLocation): MatrixRow {
  require(typeof value.id === "string" && value.id !== "", "id", "a non-empty string", value.id, at);
  const hasMessages = value.prompt === undefined && Array.isArray(value.messages);
  require(hasMessages || typeof value.prompt === "string", "prompt", "a string, or messages", value.prompt, at);
  require(isObject(value.outcomes), "outcomes", "an object from arm to cell", value.outcomes, at);
  for (const [arm, cells] of Object.entries(value.outcomes as object)) {
    const repeats: unknown[] = Array.isArray(cells) ? cells : [cells];
    require(repeats.length > 0, `outcomes.${arm}`, "a cell or a non-empty array of cells", cells, at);
    for (const cell of repeats) checkCell(cell, `outcomes.${arm}`, at);
  }
  return value as unknown as MatrixRow;
}

/** What each field of a cell may hold; every other field is kept as it is. */
const cellFields: readonly (readonly [field: string, expected: string, holds: (value: unknown) => boolean])[] = [
  ["score", "a number from 0 to 1, or null for unknown", (value) => value === null || isShare(value)],
  ["success", "true or false", (value) => value === undefined || typeof value === "boolean"],
  ["costUsd", "US dollars, not negative, or null for unknown", (value) => value === null || isCost(value)],
  ["costNanoUsd", "integer nano-dollars, or null for unknown", (value) => isAbsent(value) || isWholeCost(value)],
  ["inputTokens", "a number of tokens, or null for unknown", (value) => isAbsent(value) || isCost(value)],
  ["outputTokens", "a number of tokens, or null for unknown", (value) => isAbsent(value) || isCost(value)],
  ["latencyMs", "milliseconds", (value) => isAbsent(value) || isCost(value)],
  ["response", "the answer's text, or null for unknown", (value) => isAbsent(value) || typeof value === "string"],
  ["confidence", "a number from 0 to 1", (value) => isAbsent(value) || isShare(value)],
  ["verdict", "the name of a verdict", (value) => isAbsent(value) || typeof value === "string"],
  ["tokenLogProbabilities", "an array of numbers", (value) => isAbsent(value) || isNumbers(value)],
  ["attempts", "an array of attempts", (value) => isAbsent(value) || Array.isArray(value)],
];

function checkCell(cell: unknown, field: string, at: LineLocation): void {
  require(isObject(cell), field, "a cell object", cell, at);
  for (const [name, expected, holds] of cellFields) {
    const value = (cell as Record<string, unknown>)[name];
    require(holds(value), `${field}.${name}`, expected, value, at);
  }
}

function require(holds: boolean, field: string, expected: string, got: unknown, at: LineLocation): void {
  if (!holds) throw new InputError(`expected ${expected}, got ${showValue(got)}`, { ...at, field });
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isShare(value: unknown): boolean {
  return typeof value === "number" && value >= 0 && value <= 1;
}

function isCost(value: unknown): boolean {
  return typeof value === "number" && Number.isFinite(value) && value >= 0;
}

function isWholeCost(value: unknown): boolean {
  return isCost(value) && Number.isSafeInteger(value);
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

function isNumbers(value: unknown): boolean {
  return Array.isArray(value) && value.every((number) => typeof number === "number");
}
