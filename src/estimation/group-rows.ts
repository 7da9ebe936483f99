import type { MatrixRow } from "../matrix/index.ts";
import { groupNearDuplicates } from "./near-duplicates.ts";
import { requestText } from "./request-text.ts";
import { findBoilerplate, withoutBoilerplate } from "./text/boilerplate.ts";

/**
 * Group of each row of each part (a task, a matrix): rows whose requests are near-duplicates, lines that many of them share
 * aside, have one group, also across parts. Whoever parts rows for fitting and judging parts whole groups.
 */
export function groupRows(parts: readonly { readonly rows: readonly MatrixRow[] }[]): Int32Array[] {
  const texts = parts.map(({ rows }) => rows.map(requestText));
  const boilerplate = new Set(texts.flatMap((own) => [...findBoilerplate(own)]));
  return groupNearDuplicates(texts.map((own) => own.map((text) => withoutBoilerplate(text, boilerplate))));
}
