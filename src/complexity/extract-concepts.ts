import { type ClauseConcepts, clauseConcepts } from "./clause-concepts.ts";
import type { Concept } from "./concept.ts";
import type { ConceptDraft } from "./concept-draft.ts";
import { type CueConcepts, cueConcepts } from "./cue-concepts.ts";
import { embeddedConcepts } from "./embedded-concepts.ts";
import { type Embedder, learnedEmbedder } from "./embedder.ts";
import type { Tokens } from "./scan.ts";
import { applyTaxonomy, type Taxonomy } from "./taxonomy.ts";

export interface ExtractOptions {
  readonly embedder: Embedder;
  readonly taxonomy?: Taxonomy;
}

export interface Extraction {
  readonly concepts: readonly Concept[];
  readonly cues: CueConcepts;
  readonly familiarity: number;
  readonly clauses: number;
  /** How close second readings come, 0..1: of topics, and of the taxonomy's labels where there is one. */
  readonly ambiguity: number;
}

/** The concepts of a scanned text, mentions of one thing merged, in the order of their clearest mention. */
export function extractConcepts(
  tokens: Tokens,
  entries: Int32Array,
  { embedder, taxonomy }: ExtractOptions,
): Extraction {
  const clauses: ClauseConcepts =
    embedder === learnedEmbedder ? clauseConcepts(tokens, entries) : embeddedConcepts(tokens, entries, embedder);
  const cues = cueConcepts(tokens, entries);
  const cueVectors =
    embedder === learnedEmbedder ? undefined : embedder.embed(cues.drafts.map((draft) => textOf(tokens, draft)));
  const own = [
    ...clauses.drafts.map((draft) => finished(tokens, draft, draft.vector)),
    ...cues.drafts.map((draft, index) => finished(tokens, draft, cueVectors?.[index] ?? draft.vector)),
  ];
  const { concepts, nearTies } = taxonomy ? applyTaxonomy(own, taxonomy, embedder) : { concepts: own, nearTies: 0 };
  return {
    concepts: concepts.toSorted((one, other) => one.span[0] - other.span[0] || one.span[1] - other.span[1]),
    cues,
    familiarity: clauses.familiarity,
    clauses: clauses.clauses,
    ambiguity: Math.max(nearTies, closenessOf(clauses.drafts)),
  };
}

function closenessOf(drafts: readonly ConceptDraft[]): number {
  let [sum, weight] = [0, 0];
  for (const draft of drafts) {
    sum += draft.weight * (1 - draft.margin);
    weight += draft.weight;
  }
  return weight === 0 ? 0 : sum / weight;
}

function finished(tokens: Tokens, draft: ConceptDraft, vector: Float32Array): Concept {
  const { kind, weight, mentions } = draft;
  return { text: textOf(tokens, draft), kind, weight, span: spanOf(tokens, draft), mentions, vector };
}

function spanOf({ starts, ends }: Tokens, { from, to }: ConceptDraft): Concept["span"] {
  return [starts[from]!, ends[to - 1]!];
}

function textOf(tokens: Tokens, draft: ConceptDraft): string {
  return tokens.text.slice(...spanOf(tokens, draft));
}
