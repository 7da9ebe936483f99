import { type Embedder, spellingEmbedder } from "./embedder.ts";
import { type Concept, extractConcepts } from "./extract-concepts.ts";
import { effectiveConcepts, interference, meanSquaredOverlap, overlapOf } from "./overlap.ts";

/** How much capacity a request needs, with what made it so. */
export interface Complexity {
  /** 0..1. */
  readonly score: number;
  /** 0..1: interference at the reference width, 0 for a single concept. */
  readonly overlap: number;
  /** Expected interference by width. */
  readonly interference: Readonly<Record<string, number>>;
  readonly concepts: readonly Concept[];
  readonly signals: Readonly<Record<SignalName, number>>;
}

export type SignalName = keyof typeof signalMeanings;

/** What each signal counts, with its unit. */
export const signalMeanings = {
  effectiveConcepts: "concepts, alike ones counting less: participation ratio of the weighted Gram matrix",
  meanSquaredOverlap: "mean squared cosine over pairs of concepts, 0..1",
  characters: "length of the text in UTF-16 units",
} as const;

export interface ScoreOptions {
  readonly embedder?: Embedder;
  /** Widths at which interference is stated. */
  readonly widths?: readonly number[];
}

/**
 * Scores the user's own text, before any model is called.
 *
 * It counts and compares what the text asks a reader to keep apart. It cannot know what a model knows: a short question
 * on a rare fact scores low.
 */
export function scoreComplexity(text: string, options: ScoreOptions = {}): Complexity {
  const { embedder = spellingEmbedder, widths = [8, 64, 512] } = options;
  const concepts = extractConcepts(text, embedder);
  const overlap = overlapOf(concepts);
  return {
    score: overlap,
    overlap,
    interference: Object.fromEntries(widths.map((width) => [String(width), interference(concepts, width)])),
    concepts,
    signals: {
      effectiveConcepts: effectiveConcepts(concepts),
      meanSquaredOverlap: meanSquaredOverlap(concepts),
      characters: text.length,
    },
  };
}
