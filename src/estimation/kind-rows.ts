import type { SparseRows } from "./learn/sparse-rows.ts";

/** The rows of one kind of work, as the learners take them. */
export interface KindRows {
  readonly name: string;
  readonly arms: readonly string[];
  readonly ngrams: SparseRows;
  /** Structural counts, row by row. */
  readonly structure: Float32Array;
  /** Scores row by row, one per arm; NaN where the arm did not run. */
  readonly scores: Float32Array;
  /** 1, 0, or NaN where unknown. */
  readonly successes: Float32Array;
  /** Held-out fold of each row; near-duplicates share one. */
  readonly folds: Int32Array;
  readonly foldCount: number;
}
