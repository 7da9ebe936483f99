import type { KindRows } from "./kind-rows.ts";
import { columnMeans } from "./learn/column-means.ts";
import { fitRidge, predictRidge } from "./learn/ridge.ts";
import type { SparseRows } from "./learn/sparse-rows.ts";
import { featureNames, type RequestFeatures } from "./request-features.ts";
import { ngramPlaces } from "./text/ngrams.ts";

/** What carries over to work and arms that were never seen: which wordings, and how long a text, favour better arms. */
export interface GenericUplift {
  readonly ngramWeights: Float32Array;
  /** Uplift per unit of ln(1 + words). */
  readonly perLogWords: number;
}

const penalty = 300;
const iterations = 5;
/** Score points of uplift that one spread of either part stands for: enough to rank by, too little to promise anything. */
const points = 0.02;
const words = featureNames.indexOf("words");

/**
 * Fits the generic rule on all kinds together. Its target is what better arms gain on a request beside what they gain on
 * average: residual scores along the arms' mean scores. N-grams and length get the same say, since either alone carries over
 * less well.
 */
export function fitGenericUplift(kinds: readonly KindRows[], ngrams: SparseRows): GenericUplift {
  const targets = Float32Array.from(kinds.flatMap((kind) => [...advantages(kind)]));
  const all = Int32Array.from(targets.keys());
  const weights = fitRidge(ngrams, all, targets, { places: ngramPlaces, outputs: 1, penalty, iterations });
  const spread = spreadWithin(kinds, predictRidge(ngrams, all, weights, 1));
  const logWords = kinds.flatMap(({ structure, folds }) =>
    [...folds.keys()].map((row) => structure[row * featureNames.length + words]!),
  );
  const lengthSpread = spreadWithin(kinds, Float32Array.from(logWords));
  return {
    ngramWeights: weights.map((weight) => (spread > 0 ? (points * weight) / spread : 0)),
    perLogWords: lengthSpread > 0 ? points / lengthSpread : points,
  };
}

export function genericUplift({ ngramWeights, perLogWords }: GenericUplift, features: RequestFeatures): number {
  const { indices, values } = features.ngrams;
  let sum = perLogWords * features.structure[words]!;
  for (let at = 0; at < indices.length; at++) sum += values[at]! * ngramWeights[indices[at]!]!;
  return sum;
}

/** Row by row, how much more than usual the better arms got; 0 on average. */
function advantages({ arms, scores, folds }: KindRows): Float32Array {
  const means = columnMeans(scores, arms.length).map((mean) => (Number.isNaN(mean) ? 0 : mean));
  const overall = means.reduce((sum, mean) => sum + mean, 0) / Math.max(1, arms.length);
  const length = Math.max(0.05, Math.hypot(...means.map((mean) => mean - overall)));
  return Float32Array.from(folds, (_, row) => {
    let along = 0;
    for (const [arm, mean] of means.entries()) {
      const score = scores[row * arms.length + arm]!;
      if (!Number.isNaN(score)) along += (score - mean) * (mean - overall);
    }
    return along / length;
  });
}

/** Standard deviation of values around the mean of their kind. */
function spreadWithin(kinds: readonly KindRows[], values: Float32Array): number {
  let [squares, from] = [0, 0];
  for (const { folds } of kinds) {
    const own = values.subarray(from, from + folds.length);
    const mean = own.reduce((sum, value) => sum + value, 0) / Math.max(1, own.length);
    for (const value of own) squares += (value - mean) ** 2;
    from += folds.length;
  }
  return Math.sqrt(squares / Math.max(1, values.length));
}
