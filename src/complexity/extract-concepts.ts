import type { Embedder } from "./embedder.ts";
import { dot } from "./overlap.ts";

/** One thing that a text asks a reader to keep apart from the others. */
export interface Concept {
  readonly text: string;
  /** Salience, in (0, 1]. */
  readonly weight: number;
  /** Start and end in the text, UTF-16 units. */
  readonly span: readonly [start: number, end: number];
  readonly vector: Float32Array;
}

/** Clauses closer than this are one concept said twice. */
const sameConceptCosine = 0.55;
/** Content words at which a clause counts fully. */
const fullWeightWords = 4;

/**
 * The concepts of a text: its clauses, those of no content left out, those that say the same merged.
 * Costs are linear in the text's length for the clauses and quadratic only in the number of distinct ones.
 */
export function extractConcepts(text: string, embedder: Embedder): Concept[] {
  const clauses = splitClauses(text).filter(({ content }) => content.length > 0);
  const vectors = embedder.embed(clauses.map(({ content }) => content.join(" ")));
  const concepts: Concept[] = [];
  for (const [index, clause] of clauses.entries()) {
    const vector = vectors[index]!;
    const isKnown = concepts.some((concept) => dot(concept.vector, vector) > sameConceptCosine);
    if (isKnown) continue;
    concepts.push({
      text: text.slice(...clause.span),
      weight: Math.min(1, clause.content.length / fullWeightWords),
      span: clause.span,
      vector,
    });
  }
  return concepts;
}

interface Clause {
  readonly span: readonly [start: number, end: number];
  /** Lower-cased words that carry meaning. */
  readonly content: readonly string[];
}

function splitClauses(text: string): Clause[] {
  const clauses: Clause[] = [];
  let start = 0;
  let content: string[] = [];
  const close = (end: number): void => {
    if (content.length > 0) clauses.push({ span: [start, end], content });
    start = end;
    content = [];
  };
  for (const match of text.matchAll(/\p{L}+|[.!?;:\n,—–]/gu)) {
    const word = match[0].toLowerCase();
    const isBreak = !/\p{L}/u.test(word) || clauseOpeners.has(word);
    if (isBreak) close(match.index);
    else if (word.length > 2 && !functionWords.has(word)) content.push(word);
  }
  close(text.length);
  return clauses;
}

const clauseOpeners = new Set("and but also because so plus unless except although though while".split(" "));
const functionWords = new Set(
  `the that this these those was were are been being have has had having does did doing will would could should can
  may might must shall its his her their our your you she him them they with from for not all any some just very too
  into onto over under about what when where which who whom how why than then there here please hello dear thanks
  thank regards sincerely best kind hey`.split(/\s+/),
);
