import { forEachClause } from "./clauses.ts";
import { addMention, type ConceptDraft } from "./concept-draft.ts";
import { learnedDimensions } from "./embedder.ts";
import { dot } from "./overlap.ts";
import { type TopicReading, topicReader } from "./read-topics.ts";
import { type Tokens, tokenKind } from "./scan.ts";
import { screenClauses } from "./screen-clauses.ts";
import { toUnitLength } from "./unit-length.ts";
import { unknownClauses } from "./unknown-clauses.ts";
import { wordIndex } from "./word-index.ts";

/** A clause that says less than this is small talk. */
export const leastSalience = 0.05;
/** Texts of more tokens than this have their clauses screened, and only the clearest of each topic read. */
const screenedFromTokens = 4096;
/** Chosen on the development messages. */
const sameMeaningCosine = 0.65;

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
export function clauseConcepts(tokens: Tokens, entries: Int32Array): ClauseConcepts {
  const read = topicReader();
  const familiarity = familiarityOf(tokens, entries);
  const unfamiliarity = Math.min(1, Math.max(0, (0.8 - familiarity) / 0.4));
  const byTopic: (ConceptDraft | undefined)[] = [];
  const unknown = unknownClauses(tokens);
  let clauses = 0;
  const visit = (from: number, to: number): void => {
    const reading = read(tokens, entries, from, to);
    const spelled = (unfamiliarity * reading.unknownWords) / (reading.unknownWords + 2);
    if (spelled > reading.salience) unknown.add(from, to, spelled);
    else if (reading.salience >= leastSalience) addKnown(byTopic, from, to, reading);
  };
  if (tokens.count <= screenedFromTokens) {
    forEachClause(tokens, (from, to) => {
      clauses++;
      visit(from, to);
    });
  } else {
    const screened = screenClauses(tokens, entries, unfamiliarity > 0 ? unknown : undefined);
    clauses = screened.clauses;
    for (const { from, to } of screened.clearest) visit(from, to);
  }
  const drafts = mergedByMeaning(byTopic.filter((draft) => draft !== undefined));
  return { drafts: [...drafts, ...unknown.drafts], clauses, familiarity };
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
  let total = 0;
  for (const share of shares) if (share > 0) total += Math.sqrt(share);
  // shares to the power of ½, or clauses on neighbouring topics would have nothing in common; their root, to unit length
  const scale = total > 0 ? salience / Math.sqrt(total) : 0;
  for (let index = 0; index < shares.length; index++)
    draft.vector[index]! += scale * Math.sqrt(Math.sqrt(shares[index]!));
}

/** Topics that the text speaks of in nearly the same words are one concept, under the name of the clearest. */
function mergedByMeaning(drafts: readonly ConceptDraft[]): ConceptDraft[] {
  const kept: ConceptDraft[] = [];
  for (const draft of drafts.toSorted((one, other) => other.weight - one.weight)) {
    const mass = draft.weight * draft.mentions;
    toUnitLength(draft.vector);
    const same = kept.find(({ vector }) => dot(vector, draft.vector) > sameMeaningCosine);
    if (same === undefined) {
      kept.push(draft);
      continue;
    }
    const earlier = same.weight * same.mentions;
    for (let index = 0; index < draft.vector.length; index++) {
      same.vector[index] = earlier * same.vector[index]! + mass * draft.vector[index]!;
    }
    toUnitLength(same.vector);
    same.mentions += draft.mentions;
  }
  return kept;
}

function familiarityOf({ count, kinds }: Tokens, entries: Int32Array): number {
  const { rows } = wordIndex();
  let words = 0;
  let known = 0;
  for (let index = 0; index < count; index++) {
    const kind = kinds[index]!;
    if (kind !== tokenKind.word && kind !== tokenKind.ideograph) continue;
    words++;
    if (entries[index]! >= 0 && rows[entries[index]!]! >= 0) known++;
  }
  return words === 0 ? 1 : known / words;
}
