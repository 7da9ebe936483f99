import type { Concept } from "./concept.ts";
import { type Contribution, contributionsOf } from "./contributions.ts";
import { type Embedder, learnedEmbedder } from "./embedder.ts";
import { extractConcepts } from "./extract-concepts.ts";
import { languageOf } from "./language.ts";
import { interference, overlapOf, pairSums, referenceWidth } from "./overlap.ts";
import { scan } from "./scan.ts";
import { type Signals, signalsOf } from "./signals.ts";
import { type TaskKind, taskKindOf } from "./task-kind.ts";
import type { Taxonomy } from "./taxonomy.ts";
import { type LeftOut, userContent } from "./user-content.ts";
import { entriesOf } from "./word-index.ts";

/** How much capacity a request needs, with what made it so. */
export interface Complexity {
  /** 0..1. */
  readonly score: number;
  /** 0..1: interference at the reference width, 0 for a single concept. */
  readonly overlap: number;
  /** Expected interference by width. */
  readonly interference: Readonly<Record<string, number>>;
  readonly concepts: readonly Concept[];
  readonly signals: Signals;
  /** What made the score, largest first; their amounts add up to it. */
  readonly contributions: readonly Contribution[];
  readonly task: TaskKind;
  /** Two-letter code, or `und`. */
  readonly language: string;
  /** Parts of the text that were not read as the user's own. */
  readonly leftOut: readonly LeftOut[];
}

export interface ScoreOptions {
  /** Default: topics learned from the bundled training texts, spelling for unknown words. */
  readonly embedder?: Embedder;
  /** Widths at which interference is stated. */
  readonly widths?: readonly number[];
  /** The user's own labels with phrases or examples of each. */
  readonly taxonomy?: Taxonomy;
  /** The JSON schema that the answer must fit. */
  readonly schema?: unknown;
}

const defaultWidths = [8, 64, 512];

/**
 * Scores the user's own text, before any model is called. Linear in the text, whatever is in it; no clock, no network.
 *
 * It counts and compares what the text asks a reader to keep apart. It cannot know what a model knows: a short question
 * on a rare fact scores low.
 */
export function scoreComplexity(text: string, options: ScoreOptions = {}): Complexity {
  const { embedder = learnedEmbedder, widths = defaultWidths, taxonomy, schema } = options;
  const { spans, leftOut } = userContent(text);
  const tokens = scan(text, spans);
  const entries = entriesOf(tokens);
  const extraction = extractConcepts(tokens, entries, { embedder, ...(taxonomy && { taxonomy }) });
  const sums = pairSums(extraction.concepts);
  const readUnits = spans.reduce((sum, [from, to]) => sum + to - from, 0);
  const signals = signalsOf({ tokens, extraction, sums, readUnits, schema });
  const { score, contributions } = contributionsOf(interference(sums, referenceWidth), signals);
  return {
    score,
    overlap: overlapOf(sums),
    interference: Object.fromEntries(widths.map((width) => [String(width), interference(sums, width)])),
    concepts: extraction.concepts,
    signals,
    contributions,
    task: taskKindOf(extraction.cues.counts),
    language: languageOf(tokens, entries),
    leftOut,
  };
}
