/** How hard is this request, and why? Concepts, their vectors and their overlap. Pure: no clock, no network. */

export { type AsyncEmbedder, scoreComplexityWith } from "./async-embedder.ts";
export type { Concept, ConceptKind } from "./concept.ts";
export type { Contribution } from "./contributions.ts";
export { type Embedder, learnedEmbedder, spellingEmbedder } from "./embedder.ts";
export { explain } from "./explain.ts";
export {
  effectiveConcepts,
  expectedSquaredOverlap,
  interference,
  meanSquaredOverlap,
  overlapOf,
  referenceWidth,
  type WeightedVector,
} from "./overlap.ts";
export { type RequestContent, userTextOf } from "./request-content.ts";
export { type SchemaShape, schemaDifficulty, schemaShape } from "./schema-difficulty.ts";
export { type Complexity, type ScoreOptions, scoreComplexity } from "./score-complexity.ts";
export { type SignalName, type Signals, signalMeanings } from "./signals.ts";
export { type TaskKind, taskKinds } from "./task-kind.ts";
export type { Taxonomy } from "./taxonomy.ts";
export { type LeftOut, userContent } from "./user-content.ts";
