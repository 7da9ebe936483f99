import type { RequestFeatures } from "./request-features.ts";
import { type SparseVector, wordPlaces } from "./text/ngrams.ts";
import { structureNames } from "./text/structure.ts";

/** Mean and spread of each structural count over all fitted requests. */
export interface StructureScale {
  readonly centre: Float32Array;
  readonly spread: Float32Array;
}

export const gatePlaces = wordPlaces + structureNames.length;

const widest = 3;
/** Together the structural counts weigh about as much as the words, whose vector has length 1. */
const structureWeight = 1 / Math.sqrt(structureNames.length);

/** What kinds of work are told apart by: the hashed words, and the structural counts in spreads from the mean. */
export function gateFeatures({ ngrams, structure }: RequestFeatures, { centre, spread }: StructureScale): SparseVector {
  const words = wordEntries(ngrams.indices);
  const indices = new Int32Array(words + structure.length);
  const values = new Float32Array(words + structure.length);
  indices.set(ngrams.indices.subarray(0, words));
  values.set(ngrams.values.subarray(0, words));
  for (let count = 0; count < structure.length; count++) {
    const distance = (structure[count]! - centre[count]!) / spread[count]!;
    indices[words + count] = wordPlaces + count;
    values[words + count] = structureWeight * Math.min(widest, Math.max(-widest, distance));
  }
  return { indices, values };
}

/** The word block comes first. */
function wordEntries(indices: Int32Array): number {
  let words = 0;
  while (words < indices.length && indices[words]! < wordPlaces) words++;
  return words;
}

export function structureScale(rows: readonly RequestFeatures[]): StructureScale {
  const centre = new Float32Array(structureNames.length);
  const spread = new Float32Array(structureNames.length);
  for (const { structure } of rows) for (const [at, value] of structure.entries()) centre[at]! += value / rows.length;
  for (const { structure } of rows) {
    for (const [at, value] of structure.entries()) spread[at]! += (value - centre[at]!) ** 2 / rows.length;
  }
  for (let at = 0; at < spread.length; at++) spread[at] = Math.sqrt(spread[at]!) + 0.05;
  return { centre, spread };
}
