import { type ClauseConcepts, clauseConcepts } from "./clause-concepts.ts";
import { forEachClause } from "./clauses.ts";
import { addMention, type ConceptDraft } from "./concept-draft.ts";
import type { Embedder } from "./embedder.ts";
import { dot } from "./overlap.ts";
import { topicReader } from "./read-topics.ts";
import type { Tokens } from "./scan.ts";

/** Clauses handed to an embedder; in a longer text the most salient mention of each default concept follows. */
const embeddedClauses = 256;
const defaultSameConceptCosine = 0.55;
/** A clause that says less than this is small talk. */
const leastSalience = 0.05;

/** What the clauses of a text say, told apart by another embedder: a clause near an earlier one is the same concept. */
export function embeddedConcepts(tokens: Tokens, entries: Int32Array, embedder: Embedder): ClauseConcepts {
  const read = topicReader();
  const { drafts: known, familiarity, clauses } = clauseConcepts(tokens, entries);
  const candidates: ConceptDraft[] = [];
  forEachClause(tokens, (from, to) => {
    if (candidates.length >= embeddedClauses) return;
    const { salience, margin, words, unknownWords } = read(tokens, entries, from, to);
    const weight = Math.max(salience, (1 - familiarity) * (unknownWords / (words + 1)));
    if (weight >= leastSalience) candidates.push(draftOf(from, to, weight, margin));
  });
  const lastSeen = candidates.at(-1)?.to ?? 0;
  if (candidates.length >= embeddedClauses) {
    for (const { from, to, weight, margin } of known) {
      if (from >= lastSeen) candidates.push(draftOf(from, to, weight, margin));
    }
  }
  const drafts = merged(candidates, embedder, tokens);
  return { drafts, clauses, familiarity };
}

function draftOf(from: number, to: number, weight: number, margin: number): ConceptDraft {
  return { kind: "intent", weight, from, to, mentions: 1, margin, vector: new Float32Array() };
}

function merged(
  candidates: readonly ConceptDraft[],
  embedder: Embedder,
  { text, starts, ends }: Tokens,
): ConceptDraft[] {
  const vectors = embedder.embed(candidates.map(({ from, to }) => text.slice(starts[from], ends[to - 1])));
  const kept: ConceptDraft[] = [];
  for (const [index, candidate] of candidates.entries()) {
    const vector = vectors[index]!;
    const same = kept.find(
      (draft) => dot(draft.vector, vector) > (embedder.sameConceptCosine ?? defaultSameConceptCosine),
    );
    if (same === undefined) kept.push({ ...candidate, vector });
    else addMention(same, candidate.from, candidate.to, candidate.weight);
  }
  return kept;
}
