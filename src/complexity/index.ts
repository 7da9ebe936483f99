/** How hard is this request, and why? Concepts, their vectors and their overlap. Pure: no clock, no network. */
export { type Embedder, spellingEmbedder } from "./embedder.ts";
export type { Concept } from "./extract-concepts.ts";
export { expectedSquaredOverlap, interference, overlapOf, referenceWidth, type WeightedVector } from "./overlap.ts";
export { type Complexity, type ScoreOptions, scoreComplexity } from "./score-complexity.ts";
