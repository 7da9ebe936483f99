import { type Boilerplate, withoutBoilerplate } from "./text/boilerplate.ts";
import { ngramVector, type SparseVector } from "./text/ngrams.ts";
import { structureNames, structureOf } from "./text/structure.ts";

/** What the estimator sees of a request: nothing but its text. */
export interface RequestFeatures {
  readonly ngrams: SparseVector;
  readonly structure: Float32Array;
}

/** Raised whenever the same text would give other features: a scorer fitted with others is refused. */
export const featureVersion = 1;

export const featureNames: readonly string[] = structureNames;

export function requestFeatures(text: string, boilerplate: Boilerplate): RequestFeatures {
  const own = withoutBoilerplate(text, boilerplate);
  return { ngrams: ngramVector(own), structure: structureOf(own) };
}
