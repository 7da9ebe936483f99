import { isUpperCase } from "./character-classes.ts";
import { type ConceptKind, cueSalience } from "./concept.ts";
import { addMention, type ConceptDraft } from "./concept-draft.ts";
import type { Cue } from "./cue-lexicon.ts";
import { addSpelling, learnedDimensions, toUnitLength } from "./embedder.ts";
import { forEachCue } from "./find-cues.ts";
import { hashOfWord, type Tokens, tokenKind } from "./scan.ts";
import { topicTable } from "./topic-table.ts";

type CueKind = keyof typeof cueSalience;

/** Distinct concepts of one kind that are kept apart; more only add to the counts. */
const mostOfOneKind = 64;
/** Tokens within which a contrast or a negation answers a claim. */
const answerDistance = 25;
/** Tokens after a cue that tell one constraint from another. */
const governedTokens = 4;
/** From this many digits on, a number names something. */
const identifierDigits = 5;

export interface CueConcepts {
  readonly drafts: readonly ConceptDraft[];
  readonly counts: Readonly<Partial<Record<Cue, number>>>;
  /** Claims that something near them denies. */
  readonly contradictions: number;
}

/** Concepts that single words or phrases give away, each distinct one once, and how often every cue occurs. */
export function cueConcepts(tokens: Tokens): CueConcepts {
  const counts: Partial<Record<Cue, number>> = {};
  const collector = draftCollector(tokens);
  let claim: { from: number; to: number } | undefined;
  let contradictions = 0;
  forEachCue(tokens, (cue, from, to) => {
    counts[cue] = (counts[cue] ?? 0) + 1;
    const kind = kindOfCue[cue];
    if (kind !== undefined) collector.add(kind, from, to, keyOfCue(cue, kind, tokens, from, to));
    if (cue === "claim") claim = { from, to };
    else if (claim !== undefined && (cue === "contrast" || cue === "negation") && from > claim.to) {
      if (from - claim.to <= answerDistance) {
        contradictions++;
        collector.add("contradiction", claim.from, to, tokens.hashes[claim.from]!);
      }
      claim = undefined;
    }
  });
  addNamesAndNumbers(tokens, collector.add);
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
  add(kind: CueKind, from: number, to: number, key: number): void;
}

function draftCollector(tokens: Tokens): DraftCollector {
  const drafts: ConceptDraft[] = [];
  const byKey = new Map<number, ConceptDraft>();
  const held: Partial<Record<ConceptKind, number>> = {};
  return {
    drafts,
    add: (kind, from, to, key) => {
      const kindKey = key ^ Math.imul(kinds.indexOf(kind) + 1, 0x9e3779b1);
      const known = byKey.get(kindKey);
      if (known !== undefined) return addMention(known, from, to, 0);
      const before = held[kind] ?? 0;
      if (before >= mostOfOneKind) return;
      held[kind] = before + 1;
      const vector = new Float32Array(learnedDimensions());
      addSpelling(vector, topicTable().topics, tokens, from, Math.min(to, from + 8));
      toUnitLength(vector);
      const draft = { kind, weight: cueSalience[kind], from, to, mentions: 1, margin: 1, vector };
      byKey.set(kindKey, draft);
      drafts.push(draft);
    },
  };
}

const kinds = Object.keys(cueSalience) as CueKind[];

/** Capitalised words inside a sentence and long numbers are entities; other numbers, with the word after, are quantities. */
function addNamesAndNumbers(tokens: Tokens, add: DraftCollector["add"]): void {
  const { text, count, starts, ends, hashes, kinds: tokenKinds } = tokens;
  let isSentenceStart = true;
  for (let index = 0; index < count; index++) {
    const kind = tokenKinds[index]!;
    const length = ends[index]! - starts[index]!;
    if (kind === tokenKind.word && !isSentenceStart && length > 2 && isUpperCase(text.charCodeAt(starts[index]!))) {
      add("entity", index, index + 1, hashes[index]!);
    } else if (kind === tokenKind.number) {
      const key = hashOfWord(text.slice(starts[index]!, Math.min(ends[index]!, starts[index]! + 32)));
      const hasUnit = index + 1 < count && tokenKinds[index + 1] === tokenKind.word;
      if (length >= identifierDigits) add("entity", index, index + 1, key);
      else add("quantity", index, hasUnit ? index + 2 : index + 1, hasUnit ? key ^ hashes[index + 1]! : key);
    }
    isSentenceStart =
      kind === tokenKind.sentenceEnd ||
      kind === tokenKind.question ||
      kind === tokenKind.newline ||
      kind === tokenKind.symbol;
  }
}
