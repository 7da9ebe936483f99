import { type Complexity, type ScoreOptions, scoreComplexity } from "./score-complexity.ts";

/** An embedder that answers later, such as a hosted embeddings endpoint. */
export interface AsyncEmbedder {
  readonly sameConceptCosine?: number;
  embed(texts: readonly string[]): Promise<readonly ArrayLike<number>[]>;
}

/**
 * Scores a text with vectors that have to be fetched: a first pass finds the texts that need one, then all are asked for
 * in one call, then the text is scored. Vectors are scaled to unit length.
 *
 * @throws whatever the embedder throws; Error when it answers with another number of vectors, or vectors of unequal length.
 */
export async function scoreComplexityWith(
  embedder: AsyncEmbedder,
  text: string,
  options: Omit<ScoreOptions, "embedder"> = {},
): Promise<Complexity> {
  const { sameConceptCosine } = embedder;
  const settings = sameConceptCosine === undefined ? {} : { sameConceptCosine };
  const wanted = new Set<string>();
  const nothing = new Float32Array(1);
  scoreComplexity(text, {
    ...options,
    // vectors of zeros are like nothing: no two concepts are merged, so every text that may be needed is asked for
    embedder: {
      ...settings,
      dimensions: 1,
      embed: (texts) =>
        texts.map((some) => {
          wanted.add(some);
          return nothing;
        }),
    },
  });
  const texts = [...wanted];
  const vectors = texts.length === 0 ? [] : await embedder.embed(texts);
  const dimensions = vectors[0]?.length ?? 1;
  if (vectors.length !== texts.length || vectors.some(({ length }) => length !== dimensions)) {
    throw new Error(`expected ${texts.length} vectors of one length from the embedder, got ${vectors.length}`);
  }
  const byText = new Map(texts.map((some, index) => [some, unit(vectors[index]!)]));
  const found = (some: string): Float32Array => byText.get(some) ?? new Float32Array(dimensions);
  return scoreComplexity(text, {
    ...options,
    embedder: { ...settings, dimensions, embed: (some) => some.map(found) },
  });
}

function unit(vector: ArrayLike<number>): Float32Array {
  const copy = Float32Array.from(vector);
  const length = Math.hypot(...copy);
  return length > 0 ? copy.map((value) => value / length) : copy;
}
