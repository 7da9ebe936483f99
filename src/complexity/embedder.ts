/** Turns short texts into vectors of unit length (or all zero, when there is nothing in the text). */
export interface Embedder {
  readonly dimensions: number;
  /** One vector per text. */
  embed(texts: readonly string[]): Float32Array[];
}

const dimensions = 128;
const pieceLength = 4;

/** Vectors by spelling: hashed words and word pieces with random signs. Local, deterministic, needs no training. */
export const spellingEmbedder: Embedder = {
  dimensions,
  embed: (texts) => texts.map(embedOne),
};

function embedOne(text: string): Float32Array {
  const vector = new Float32Array(dimensions);
  for (const word of text.split(" ")) {
    if (word === "") continue;
    addFeature(vector, word, 1);
    const marked = `_${word}_`;
    for (let start = 0; start + pieceLength <= marked.length; start++) {
      addFeature(vector, marked.slice(start, start + pieceLength), 0.5);
    }
  }
  return toUnitLength(vector);
}

function addFeature(vector: Float32Array, feature: string, weight: number): void {
  let hash = 0x811c9dc5;
  for (let index = 0; index < feature.length; index++) hash = Math.imul(hash ^ feature.charCodeAt(index), 0x01000193);
  hash ^= hash >>> 13;
  vector[(hash >>> 1) % dimensions]! += hash & 1 ? weight : -weight;
}

/** Scales a vector to length 1 in place; leaves a zero vector alone. */
export function toUnitLength(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  if (length > 0) for (let index = 0; index < vector.length; index++) vector[index]! /= length;
  return vector;
}
