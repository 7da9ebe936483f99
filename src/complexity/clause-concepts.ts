import { forEachClause } from "./clauses.ts";
import { addMention, type ConceptDraft } from "./concept-draft.ts";
import { addSpelling, learnedDimensions, toUnitLength } from "./embedder.ts";
import { dot } from "./overlap.ts";
import { type TopicReading, topicReader } from "./read-topics.ts";
import { type Tokens, tokenKind } from "./scan.ts";
import { topicTable } from "./topic-table.ts";

/** A clause that says less than this is small talk. */
const leastSalience = 0.05;
/** Clauses of unknown words are compared with those before up to this many; later ones join by a hash of their words. */
const comparedClauses = 256;
const unknownSlots = 48;
const sameSpellingCosine = 0.6;

export interface ClauseConcepts {
  readonly drafts: readonly ConceptDraft[];
  readonly clauses: number;
  /** Share of words that the learned table knows, 0..1. */
  readonly familiarity: number;
}

/**
 * What the clauses of a text say: those on the same learned topic are one concept. In a text of mostly unknown words
 * (another language, code, a field of its own) clauses are told apart by spelling instead. Linear in the text.
 */
export function clauseConcepts(tokens: Tokens): ClauseConcepts {
  const read = topicReader();
  const familiarity = familiarityOf(tokens);
  const unfamiliarity = Math.min(1, Math.max(0, (0.8 - familiarity) / 0.4));
  const byTopic: (ConceptDraft | undefined)[] = [];
  const bySpelling: ConceptDraft[] = [];
  let clauses = 0;
  forEachClause(tokens, (from, to) => {
    clauses++;
    const reading = read(tokens, from, to);
    const spelled = (unfamiliarity * reading.unknownWords) / (reading.unknownWords + 2);
    if (spelled > reading.salience) addUnknown(bySpelling, tokens, from, to, spelled, clauses);
    else if (reading.salience >= leastSalience) addKnown(byTopic, from, to, reading);
  });
  const drafts = [...byTopic.filter((draft) => draft !== undefined), ...bySpelling];
  for (const { vector } of drafts) toUnitLength(vector);
  return { drafts: drafts.sort((one, other) => one.from - other.from), clauses, familiarity };
}

function addKnown(byTopic: (ConceptDraft | undefined)[], from: number, to: number, reading: TopicReading): void {
  const { topic, salience, shares, margin } = reading;
  let draft = byTopic[topic];
  if (draft === undefined) {
    draft = { kind: "intent", weight: 0, from, to, mentions: 0, margin, vector: new Float32Array(learnedDimensions()) };
    byTopic[topic] = draft;
  }
  if (salience > draft.weight) draft.margin = margin;
  addMention(draft, from, to, salience);
  for (let index = 0; index < shares.length; index++) draft.vector[index]! += salience * Math.sqrt(shares[index]!);
}

function addUnknown(
  drafts: ConceptDraft[],
  tokens: Tokens,
  from: number,
  to: number,
  weight: number,
  clauses: number,
): void {
  const known =
    clauses <= comparedClauses ? undefined : drafts[leastHash(tokens, from, to) % Math.max(1, drafts.length)];
  if (known !== undefined) return addMention(known, from, to, weight);
  const vector = new Float32Array(learnedDimensions());
  addSpelling(vector, topicTable().topics, tokens, from, to);
  toUnitLength(vector);
  let best: ConceptDraft | undefined;
  let most = drafts.length < unknownSlots ? sameSpellingCosine : -1;
  for (const draft of drafts) {
    const cosine = dot(draft.vector, vector);
    if (cosine > most) [best, most] = [draft, cosine];
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

function familiarityOf({ count, hashes, kinds }: Tokens): number {
  const { rowOf } = topicTable();
  let [words, known] = [0, 0];
  for (let index = 0; index < count; index++) {
    const kind = kinds[index]!;
    if (kind !== tokenKind.word && kind !== tokenKind.ideograph) continue;
    words++;
    if (rowOf(hashes[index]!) >= 0) known++;
  }
  return words === 0 ? 1 : known / words;
}
