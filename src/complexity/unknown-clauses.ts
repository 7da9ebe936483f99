import { addMention, type ConceptDraft } from "./concept-draft.ts";
import { addSpelling, learnedDimensions } from "./embedder.ts";
import { dot } from "./overlap.ts";
import type { Tokens } from "./scan.ts";
import { topicTable } from "./topic-table.ts";
import { toUnitLength } from "./unit-length.ts";

/** Clauses are compared with those before up to this many; later ones join by a hash of their words. */
const comparedClauses = 128;
const mostDrafts = 48;
const sameSpellingCosine = 0.6;

export interface UnknownClauses {
  readonly drafts: readonly ConceptDraft[];
  add(from: number, to: number, weight: number): void;
}

/** Collects clauses whose words the learned table does not hold: told apart by spelling, in bounded memory. */
export function unknownClauses(tokens: Tokens): UnknownClauses {
  const drafts: ConceptDraft[] = [];
  let seen = 0;
  return {
    drafts,
    add: (from, to, weight) => {
      if (seen++ < comparedClauses) compare(drafts, tokens, from, to, weight);
      else addMention(drafts[leastHash(tokens, from, to) % drafts.length]!, from, to, weight);
    },
  };
}

function compare(drafts: ConceptDraft[], tokens: Tokens, from: number, to: number, weight: number): void {
  const vector = new Float32Array(learnedDimensions());
  addSpelling(vector, topicTable().topics, tokens, from, to);
  toUnitLength(vector);
  let best: ConceptDraft | undefined;
  let most = drafts.length < mostDrafts ? sameSpellingCosine : Number.NEGATIVE_INFINITY;
  for (const draft of drafts) {
    const cosine = dot(draft.vector, vector);
    if (cosine > most) {
      best = draft;
      most = cosine;
    }
  }
  if (best !== undefined) addMention(best, from, to, weight);
  else drafts.push({ kind: "intent", weight, from, to, mentions: 1, margin: 1, vector });
}

/** Clauses that share many words are likely to share their least hash (Broder 1997). */
function leastHash({ hashes }: Tokens, from: number, to: number): number {
  let least = 0xffffffff;
  for (let index = from; index < to; index++) least = Math.min(least, hashes[index]! >>> 0);
  return least;
}
