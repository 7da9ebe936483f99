import { isUpperCase } from "./character-classes.ts";
import { cueSalience, rareWordSalience } from "./concept.ts";
import { addMention, type ConceptDraft } from "./concept-draft.ts";
import type { Cue } from "./cue-lexicon.ts";
import { addSpelling, learnedDimensions } from "./embedder.ts";
import { forEachCue } from "./find-cues.ts";
import { hashOfWord, type Tokens, tokenKind } from "./scan.ts";
import { topicTable } from "./topic-table.ts";
import { toUnitLength } from "./unit-length.ts";
import { wordIndex } from "./word-index.ts";

type CueKind = keyof typeof cueSalience;

/** Distinct concepts of one kind that are kept apart; beyond them mentions only add to the counts. */
const mostOfOneKind = 48;
/** Tokens within which a contrast or a negation answers a claim. */
const answerDistance = 25;
/** Tokens after a cue that tell one constraint from another. */
const governedTokens = 4;
/** From this many digits on, a number names something. */
const identifierDigits = 5;
const spelledTokens = 8;
/** Shorter words that the table lacks are misspelt particles more often than things. */
const rareWordLetters = 4;

export interface CueConcepts {
  readonly drafts: readonly ConceptDraft[];
  readonly counts: Readonly<Partial<Record<Cue, number>>>;
  /** Claims that something near them denies. */
  readonly contradictions: number;
}

/** Concepts that single words or phrases give away, each distinct one once, and how often every cue occurs. */
export function cueConcepts(tokens: Tokens, entries: Int32Array): CueConcepts {
  const counts: Partial<Record<Cue, number>> = {};
  const collector = draftCollector(tokens);
  let claimFrom = -1;
  let claimTo = -1;
  let contradictions = 0;
  forEachCue(tokens, entries, (cue, from, to) => {
    counts[cue] = (counts[cue] ?? 0) + 1;
    const kind = kindOfCue[cue];
    if (kind !== undefined && collector.hasRoom(kind)) {
      collector.add(kind, from, to, keyOfCue(cue, kind, tokens, from, to));
    }
    if (cue === "claim") {
      claimFrom = from;
      claimTo = to;
    } else if ((cue === "contrast" || cue === "negation") && claimFrom >= 0 && from > claimTo) {
      if (from - claimTo <= answerDistance) {
        contradictions++;
        collector.add("contradiction", claimFrom, to, tokens.hashes[claimFrom]!);
      }
      claimFrom = -1;
    }
  });
  addNamesAndNumbers(tokens, entries, collector);
  return { drafts: collector.drafts, counts, contradictions };
}

const kindOfCue: Partial<Record<Cue, CueKind>> = {
  exception: "exception",
  constraint: "constraint",
  deadline: "deadline",
  urgency: "deadline",
  anger: "emotion",
  distress: "emotion",
  disappointment: "emotion",
  joy: "emotion",
  legal: "legal",
  policy: "policy",
  money: "money",
  document: "document",
};

/** Two mentions with one key are one concept: an emotion by its name, a constraint by what it governs, a term by itself. */
function keyOfCue(cue: Cue, kind: CueKind, { hashes, count }: Tokens, from: number, to: number): number {
  if (kind === "emotion" || cue === "urgency") return hashOfWord(cue);
  const governed = kind === "exception" || kind === "constraint" ? governedTokens : 0;
  let key = 0;
  for (let index = from; index < Math.min(count, to + governed); index++) key = (key + hashes[index]!) | 0;
  return key;
}

interface DraftCollector {
  readonly drafts: readonly ConceptDraft[];
  hasRoom(kind: CueKind): boolean;
  /** Default weight: that of the kind. */
  add(kind: CueKind, from: number, to: number, key: number, weight?: number): void;
}

const kinds = Object.keys(cueSalience) as CueKind[];

function draftCollector(tokens: Tokens): DraftCollector {
  const drafts: ConceptDraft[] = [];
  const byKind = new Map(kinds.map((kind) => [kind, new Map<number, ConceptDraft>()]));
  return {
    drafts,
    hasRoom: (kind) => byKind.get(kind)!.size < mostOfOneKind,
    add: (kind, from, to, key, weight = cueSalience[kind]) => {
      const byKey = byKind.get(kind)!;
      const known = byKey.get(key);
      if (known !== undefined) return addMention(known, from, to, 0);
      if (byKey.size >= mostOfOneKind) return undefined;
      const vector = new Float32Array(learnedDimensions());
      addSpelling(vector, topicTable().topics, tokens, from, Math.min(to, from + spelledTokens));
      const draft = { kind, weight, from, to, mentions: 1, margin: 1, vector: toUnitLength(vector) };
      byKey.set(key, draft);
      drafts.push(draft);
      return undefined;
    },
  };
}

/**
 * Rare words, capitalised words inside a sentence and long numbers are entities; other numbers, with the word after, are
 * quantities.
 */
function addNamesAndNumbers(tokens: Tokens, entries: Int32Array, { add, hasRoom }: DraftCollector): void {
  const { rows } = wordIndex();
  const { text, count, starts, ends, hashes, kinds: tokenKinds } = tokens;
  let isSentenceStart = true;
  for (let index = 0; index < count; index++) {
    const kind = tokenKinds[index]!;
    if (kind === tokenKind.word) {
      const length = ends[index]! - starts[index]!;
      const isRare = length >= rareWordLetters && (entries[index]! < 0 || rows[entries[index]!]! < 0);
      const isName = !isSentenceStart && length > 2 && isUpperCase(text.charCodeAt(starts[index]!));
      if ((isRare || isName) && hasRoom("entity")) {
        add("entity", index, index + 1, hashes[index]!, isRare ? rareWordSalience : cueSalience.entity);
      }
    } else if (kind === tokenKind.number && (hasRoom("quantity") || hasRoom("entity"))) addNumber(tokens, index, add);
    isSentenceStart = kind === tokenKind.symbol || (kind >= tokenKind.sentenceEnd && kind <= tokenKind.newline);
  }
}

function addNumber(
  { text, count, starts, ends, hashes, kinds: tokenKinds }: Tokens,
  index: number,
  add: DraftCollector["add"],
): void {
  const start = starts[index]!;
  const length = ends[index]! - start;
  let key = length;
  for (let at = start; at < start + Math.min(length, 32); at++) key = (Math.imul(key, 31) + text.charCodeAt(at)) | 0;
  const hasUnit = index + 1 < count && tokenKinds[index + 1] === tokenKind.word;
  if (length >= identifierDigits) add("entity", index, index + 1, key);
  else add("quantity", index, hasUnit ? index + 2 : index + 1, hasUnit ? key ^ hashes[index + 1]! : key);
}
