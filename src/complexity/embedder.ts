import { forEachClause } from "./clauses.ts";
import { topicReader } from "./read-topics.ts";
import { scan, type Tokens, tokenKind } from "./scan.ts";
import { topicTable } from "./topic-table.ts";

/** Turns short texts into vectors of unit length (or all zero, when there is nothing in the text). */
export interface Embedder {
  readonly dimensions: number;
  /** Vectors with a cosine above this are one concept said twice. Default 0.55. */
  readonly sameConceptCosine?: number;
  /** One vector per text. */
  embed(texts: readonly string[]): Float32Array[];
}

const spellingDimensions = 64;
const pieceLength = 4;

/** Vectors by spelling: hashed words and word pieces with random signs. Local, deterministic, needs no training. */
export const spellingEmbedder: Embedder = {
  dimensions: spellingDimensions,
  embed: (texts) =>
    texts.map((text) => {
      const vector = new Float32Array(spellingDimensions);
      const tokens = scan(text);
      addSpelling(vector, 0, tokens, 0, tokens.count);
      return toUnitLength(vector);
    }),
};

/**
 * The default: which learned topics a text is about, and its spelling as far as its words are unknown. Vectors are square
 * roots of shares, so that the cosine of two texts is the Bhattacharyya coefficient of their topics.
 */
export const learnedEmbedder: Embedder = {
  get dimensions() {
    return learnedDimensions();
  },
  sameConceptCosine: 0.5,
  embed: (texts) => texts.map(embedByTopics),
};

/** Topics first, spelling after. */
export function learnedDimensions(): number {
  return topicTable().topics + spellingDimensions;
}

function embedByTopics(text: string): Float32Array {
  const read = topicReader();
  const tokens = scan(text);
  const { topics } = topicTable();
  const vector = new Float32Array(topics + spellingDimensions);
  let unknown = 0;
  let words = 0;
  forEachClause(tokens, (from, to) => {
    const { shares, salience, unknownWords, words: clauseWords } = read(tokens, from, to);
    for (let topic = 0; topic < topics; topic++) vector[topic]! += salience * Math.sqrt(shares[topic]!);
    unknown += unknownWords;
    words += clauseWords;
  });
  toUnitLength(vector);
  const unknownShare = words === 0 ? 0 : unknown / words;
  const spelling = new Float32Array(spellingDimensions);
  addSpelling(spelling, 0, tokens, 0, tokens.count);
  toUnitLength(spelling);
  for (let topic = 0; topic < topics; topic++) vector[topic]! *= Math.sqrt(1 - unknownShare);
  for (let index = 0; index < spellingDimensions; index++) {
    vector[topics + index] = Math.sqrt(unknownShare) * spelling[index]!;
  }
  return toUnitLength(vector);
}

/** Adds hashed words and word pieces of a run of tokens to 64 entries of a vector, from `offset` on. */
export function addSpelling(vector: Float32Array, offset: number, tokens: Tokens, from: number, to: number): void {
  const { text, starts, ends, hashes, kinds } = tokens;
  for (let token = from; token < to; token++) {
    const kind = kinds[token]!;
    if (kind > tokenKind.currency && kind !== tokenKind.symbol && kind !== tokenKind.ideograph) continue;
    addSigned(vector, offset, hashes[token]!, 1);
    if (kind !== tokenKind.word) continue;
    const end = ends[token]!;
    for (let start = starts[token]!; start + pieceLength <= end; start++) {
      let hash = 0x811c9dc5;
      for (let index = 0; index < pieceLength; index++) {
        hash = Math.imul(hash ^ (text.charCodeAt(start + index) | 32), 0x01000193);
      }
      addSigned(vector, offset, hash, 0.5);
    }
  }
}

function addSigned(vector: Float32Array, offset: number, hash: number, weight: number): void {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
  vector[offset + ((mixed >>> 8) & (spellingDimensions - 1))]! += mixed & 1 ? weight : -weight;
}

/** Scales a vector to length 1 in place; leaves a zero vector alone. */
export function toUnitLength(vector: Float32Array): Float32Array {
  let squares = 0;
  for (const value of vector) squares += value * value;
  if (squares > 0) {
    const scale = 1 / Math.sqrt(squares);
    for (let index = 0; index < vector.length; index++) vector[index]! *= scale;
  }
  return vector;
}
