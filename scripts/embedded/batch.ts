import { featureWeight, readFeatures } from "../../src/models/index.ts";
import type { RandomSource } from "../../src/statistics/index.ts";
import { composeMessage } from "./compose-message.ts";
import { actHeads, readHeads, targetsOf } from "./heads.ts";
import type { Recipe } from "./recipe.ts";
import type { TrainingTexts } from "./training-texts.ts";

/** One training batch, dense and row-major. */
export interface Batch {
  /** [batch × buckets] */
  readonly inputs: Float32Array;
  /** [batch × read labels] */
  readonly readTargets: Float32Array;
  /** [batch × act labels] */
  readonly actTargets: Float32Array;
}

/** Composes fresh messages and turns them into network inputs and targets. */
export function makeBatch(texts: TrainingTexts, recipe: Recipe, random: RandomSource): Batch {
  const inputs = new Float32Array(recipe.batch * recipe.buckets);
  const readTargets: number[] = [];
  const actTargets: number[] = [];
  for (let row = 0; row < recipe.batch; row++) {
    const message = composeMessage(texts, random);
    const seen = readFeatures(message.text, recipe.buckets).filter(() => random.next() >= recipe.featureDropout);
    const weight = featureWeight(seen.length);
    for (const feature of seen) inputs[row * recipe.buckets + feature] = weight;
    readTargets.push(...targetsOf(message, readHeads));
    actTargets.push(...targetsOf(message, actHeads));
  }
  return { inputs, readTargets: Float32Array.from(readTargets), actTargets: Float32Array.from(actTargets) };
}
