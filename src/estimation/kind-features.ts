import type { SparseRows } from "./learn/sparse-rows.ts";
import { featureNames } from "./request-features.ts";
import { ngramPlaces } from "./text/ngrams.ts";

/** Places of what a kind is learned from: the n-grams, then the structural counts. */
export const kindPlaces = ngramPlaces + featureNames.length;

/** Mean and spread of each structural count over the requests of one kind. */
export interface KindScale {
  readonly centre: Float32Array;
  readonly spread: Float32Array;
}

const widest = 3;
/** Together the structural counts weigh about as much as either block of n-grams, whose vector has length 1. */
const structureWeight = 1 / Math.sqrt(featureNames.length);

/** Distance of a structural count from the kind's mean, in spreads, as the learner takes it. */
export function scaledCount(count: number, feature: number, { centre, spread }: KindScale): number {
  const distance = (count - centre[feature]!) / spread[feature]!;
  return structureWeight * Math.min(widest, Math.max(-widest, distance));
}

/** N-grams and scaled structural counts of each request, as one table of sparse rows. */
export function kindFeatures(ngrams: SparseRows, structure: Float32Array, scale: KindScale): SparseRows {
  const counts = featureNames.length;
  const rows = ngrams.starts.length - 1;
  const starts = ngrams.starts.map((start, row) => start + row * counts);
  const indices = new Int32Array(starts[rows]!);
  const values = new Float32Array(starts[rows]!);
  for (let row = 0; row < rows; row++) {
    const [from, to] = [ngrams.starts[row]!, ngrams.starts[row + 1]!];
    indices.set(ngrams.indices.subarray(from, to), starts[row]!);
    values.set(ngrams.values.subarray(from, to), starts[row]!);
    const own = starts[row]! + to - from;
    for (let feature = 0; feature < counts; feature++) {
      indices[own + feature] = ngramPlaces + feature;
      values[own + feature] = scaledCount(structure[row * counts + feature]!, feature, scale);
    }
  }
  return { starts, indices, values };
}
