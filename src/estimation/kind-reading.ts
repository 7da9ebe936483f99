import { scaledCount } from "./kind-features.ts";
import type { RequestFeatures } from "./request-features.ts";
import type { KindModel } from "./scorer.ts";
import { structuralDistance } from "./structural-reach.ts";
import { ngramPlaces } from "./text/ngrams.ts";

/** What one kind of work says of a request. */
export interface KindReading {
  /** 1 for a request like those the kind was fitted on, falling to 0 beyond. */
  readonly familiarity: number;
  /** Expected score of each arm. */
  readonly scores: Float64Array;
}

export function readKind(kind: KindModel, features: RequestFeatures): KindReading {
  const { arms, factors, loadings, trust, meanScores } = kind;
  const along = factorsOf(kind, features);
  const scores = Float64Array.from(arms, (_, arm) => {
    let sum = 0;
    for (let factor = 0; factor < factors; factor++) sum += along[factor]! * loadings[factor * arms.length + arm]!;
    return meanScores[arm]! + trust * sum;
  });
  const beyond = structuralDistance(features.structure, kind.centre, kind.spread) / Math.max(1e-6, kind.reach) - 1;
  return { familiarity: beyond <= 0 ? 1 : Math.exp(-2 * beyond), scores };
}

function factorsOf(kind: KindModel, { ngrams: { indices, values }, structure }: RequestFeatures): Float64Array {
  const { factors, weights } = kind;
  const along = new Float64Array(factors);
  if (factors === 0) return along;
  for (let at = 0; at < indices.length; at++) {
    const [value, from] = [values[at]!, indices[at]! * factors];
    for (let factor = 0; factor < factors; factor++) along[factor]! += value * weights[from + factor]!;
  }
  for (let feature = 0; feature < structure.length; feature++) {
    const [value, from] = [scaledCount(structure[feature]!, feature, kind), (ngramPlaces + feature) * factors];
    for (let factor = 0; factor < factors; factor++) along[factor]! += value * weights[from + factor]!;
  }
  return along;
}
