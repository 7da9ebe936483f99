/** The outcome matrix: what each arm made of each case. Read, written and looked at here; knows no other room. */
export { cellOf, costNanoUsdOf, isSuccess } from "./cells.ts";
export { type JsonLine, parseObject, readJsonLines, readJsonLinesFrom } from "./json-lines.ts";
export { matrixHash } from "./matrix-hash.ts";
export { readMatrix } from "./read-matrix.ts";
export type { Cell, MatrixRow, OutcomeMatrix, RecordedAttempt, RecordedUsage } from "./types.ts";
export { writeMatrix } from "./write-matrix.ts";
