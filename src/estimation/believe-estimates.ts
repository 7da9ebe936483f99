import type { KindRows } from "./kind-rows.ts";
import { columnMeans } from "./learn/column-means.ts";
import { trustIn } from "./trust.ts";

export interface BelievedEstimates {
  readonly meanScores: Float32Array;
  readonly trust: number;
  /** Expected score row by row and arm by arm: the arm's mean, and as much of the request-dependent part as is trusted. */
  readonly estimates: Float32Array;
}

/**
 * How far the request-dependent part `raw` of held-out rows can be believed, and what arms score on average: learned from all
 * rows, or from those outside one fold, whose own scores then have no part in it.
 */
export function believeEstimates(
  { arms, scores, folds }: Pick<KindRows, "arms" | "scores" | "folds">,
  raw: Float32Array,
  withoutFold?: number,
): BelievedEstimates {
  const armCount = arms.length;
  const known = scores.map((score, at) => (folds[Math.floor(at / armCount)] === withoutFold ? Number.NaN : score));
  const meanScores = columnMeans(known, armCount);
  const trust = trustIn(raw, known, meanScores);
  return { meanScores, trust, estimates: raw.map((own, at) => meanScores[at % armCount]! + trust * own) };
}
