import type { CurveSettings, WidthPoint, WidthProgress } from "../../superposition/index.ts";

/** One width to train, as it travels to a worker thread. */
export interface WidthJob {
  readonly settings: CurveSettings;
  readonly width: number;
}

export interface WidthResult {
  readonly point: WidthPoint;
  readonly picture: GramPicture;
}

/** W W^T over the most frequent features, row by row: enough for a picture of the geometry. */
export interface GramPicture {
  readonly width: number;
  readonly size: number;
  readonly values: readonly number[];
}

export type WorkerMessage =
  | { readonly kind: "progress"; readonly progress: WidthProgress }
  | { readonly kind: "done"; readonly result: WidthResult }
  | { readonly kind: "failed"; readonly message: string; readonly isInput: boolean };
