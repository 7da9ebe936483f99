import type { Concept } from "./concept.ts";
import type { Embedder } from "./embedder.ts";
import { dot } from "./overlap.ts";

/** The user's own labels, each with phrases or examples of what falls under it. */
export type Taxonomy = Readonly<Record<string, readonly string[]>>;

const leastCosine = 0.5;
/** A second label this near to the first is a competing reading. */
const tieMargin = 0.1;

export interface TaxonomyReading {
  readonly concepts: readonly Concept[];
  /** Salience-weighted share of labelled concepts whose second label comes near the first, 0..1. */
  readonly nearTies: number;
}

/** Gives intents the label whose phrases they are nearest to; intents under one label become one concept. */
export function applyTaxonomy(concepts: readonly Concept[], taxonomy: Taxonomy, embedder: Embedder): TaxonomyReading {
  const labels = labelVectors(taxonomy, embedder);
  const byLabel = new Map<string, Concept>();
  const others: Concept[] = [];
  let [labelled, tied] = [0, 0];
  for (const concept of concepts) {
    const { best, cosine, second } = concept.kind === "intent" ? nearest(concept.vector, labels) : noLabel;
    if (best === undefined || cosine < leastCosine) {
      others.push(concept);
      continue;
    }
    labelled += concept.weight;
    if (second > cosine - tieMargin) tied += concept.weight;
    byLabel.set(best, joined(byLabel.get(best), { ...concept, kind: "taxonomy", text: best }));
  }
  return { concepts: [...byLabel.values(), ...others], nearTies: labelled === 0 ? 0 : tied / labelled };
}

const noLabel = { best: undefined, cosine: 0, second: 0 };

function joined(earlier: Concept | undefined, concept: Concept): Concept {
  if (earlier === undefined) return concept;
  const clearest = concept.weight > earlier.weight ? concept : earlier;
  return { ...clearest, mentions: earlier.mentions + concept.mentions };
}

interface Label {
  readonly name: string;
  readonly vectors: readonly Float32Array[];
}

const compiled = new WeakMap<Taxonomy, { readonly embedder: Embedder; readonly labels: readonly Label[] }>();

/** Vectors of the phrases of every label, remembered for as long as the caller keeps the taxonomy. */
function labelVectors(taxonomy: Taxonomy, embedder: Embedder): readonly Label[] {
  const known = compiled.get(taxonomy);
  if (known?.embedder === embedder) return known.labels;
  const labels = Object.entries(taxonomy).map(([name, phrases]) => ({
    name,
    vectors: embedder.embed([name, ...phrases]),
  }));
  compiled.set(taxonomy, { embedder, labels });
  return labels;
}

function nearest(
  vector: Float32Array,
  labels: readonly Label[],
): { best: string | undefined; cosine: number; second: number } {
  let best: string | undefined;
  let [cosine, second] = [0, 0];
  for (const { name, vectors } of labels) {
    const likeness = Math.max(...vectors.map((phrase) => dot(phrase, vector)));
    if (likeness > cosine) [best, cosine, second] = [name, likeness, cosine];
    else if (likeness > second) second = likeness;
  }
  return { best, cosine, second };
}
