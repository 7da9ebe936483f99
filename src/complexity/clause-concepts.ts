import { forEachClause } from "./clauses.ts";
import { addMention, type ConceptDraft } from "./concept-draft.ts";
import { learnedDimensions } from "./embedder.ts";
import { type TopicReading, topicReader } from "./read-topics.ts";
import { type Tokens, tokenKind } from "./scan.ts";
import { screenClauses } from "./screen-clauses.ts";
import { topicTable } from "./topic-table.ts";
import { unknownClauses } from "./unknown-clauses.ts";
import { wordIndex } from "./word-index.ts";

/** Readings less likely than this are not kept. */
const leastReading = 0.01;
/** Stands for the chance that a text asks for nothing at all, so that small talk alone stays small. */
const nothingAsked = 0.1;
/** Texts of more tokens than this have their clauses screened, and only the clearest of each topic read. */
const screenedFromTokens = 4096;

export interface ClauseConcepts {
  readonly drafts: readonly ConceptDraft[];
  readonly clauses: number;
  /** Share of words that the learned table knows, 0..1. */
  readonly familiarity: number;
}

/**
 * What the clauses of a text say: those on one learned topic are one concept. In a text of mostly unknown words
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
    else addReadings(byTopic, from, to, reading);
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
  const known = byTopic.filter((draft) => draft !== undefined);
  weighTogether(known);
  return { drafts: [...known, ...unknown.drafts], clauses, familiarity };
}

/**
 * Every topic that a clause may be on is a concept, at the chance that it is: a clause that could be read in two ways asks
 * a reader to weigh both. The clearest of a topic's clauses stands for it, so that saying a thing twice adds nothing.
 */
function addReadings(byTopic: (ConceptDraft | undefined)[], from: number, to: number, reading: TopicReading): void {
  const { vectors } = topicTable();
  const { shares, salience, margin } = reading;
  for (let topic = 0; topic < shares.length; topic++) {
    const weight = salience * shares[topic]!;
    if (weight < leastReading) continue;
    const draft = byTopic[topic];
    if (draft === undefined) {
      const vector = new Float32Array(learnedDimensions());
      vector.set(vectors[topic]!);
      byTopic[topic] = { kind: "intent", weight, from, to, mentions: 1, margin, vector };
      continue;
    }
    if (weight > draft.weight) draft.margin = margin;
    addMention(draft, from, to, weight);
  }
}

/** Who writes wants something: the chances of readings are taken as given that at least one of them holds. */
function weighTogether(drafts: readonly ConceptDraft[]): void {
  const none = drafts.reduce((product, { weight }) => product * (1 - weight), 1);
  const scale = (1 + nothingAsked) / (1 - none + nothingAsked);
  for (const draft of drafts) draft.weight = Math.min(1, draft.weight * scale);
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
