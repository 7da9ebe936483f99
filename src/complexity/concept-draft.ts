import type { ConceptKind } from "./concept.ts";

/** A concept while its mentions are still being collected. */
export interface ConceptDraft {
  kind: ConceptKind;
  weight: number;
  /** Tokens of the clearest mention. */
  from: number;
  to: number;
  mentions: number;
  /** Chance-like margin by which its reading won over the next, 0..1. */
  margin: number;
  /** In the space of the default embedder; empty where another embedder is to fill it. */
  vector: Float32Array;
}

/** Adds a mention: the clearest one stands for the concept. */
export function addMention(draft: ConceptDraft, from: number, to: number, weight: number): void {
  draft.mentions++;
  if (weight <= draft.weight) return;
  draft.weight = weight;
  draft.from = from;
  draft.to = to;
}
