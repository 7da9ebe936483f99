import { addTrees } from "./learn/boosted-trees.ts";
import type { RequestFeatures } from "./request-features.ts";
import type { KindModel } from "./scorer.ts";
import { structuralDistance } from "./structural-reach.ts";

/** What one kind of work says of a request. */
export interface KindReading {
  /** 1 for a request like those the kind was fitted on, falling to 0 beyond. */
  readonly familiarity: number;
  /** Expected score of each arm. */
  readonly scores: Float64Array;
}

export function readKind(kind: KindModel, { ngrams, structure }: RequestFeatures): KindReading {
  const { arms, factors, ngramWeights, loadings, trust, trees, meanScores } = kind;
  const scores = new Float64Array(arms.length);
  addTrees(trees, structure, scores);
  const { indices, values } = ngrams;
  for (let factor = 0; factor < factors; factor++) {
    let along = 0;
    for (let at = 0; at < indices.length; at++) along += values[at]! * ngramWeights[indices[at]! * factors + factor]!;
    for (let arm = 0; arm < arms.length; arm++) scores[arm]! += along * loadings[factor * arms.length + arm]!;
  }
  for (let arm = 0; arm < arms.length; arm++) scores[arm] = meanScores[arm]! + trust * scores[arm]!;
  const beyond = structuralDistance(structure, kind.centre, kind.spread) / Math.max(1e-6, kind.reach) - 1;
  return { familiarity: beyond <= 0 ? 1 : Math.exp(-2 * beyond), scores };
}
