import { forEachClause } from "./clauses.ts";
import { topicReader } from "./read-topics.ts";
import { scan, type Tokens, tokenKind } from "./scan.ts";
import { topicTable } from "./topic-table.ts";
import { toUnitLength } from "./unit-length.ts";
import { entriesOf } from "./word-index.ts";

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
/** Letters of a word that are spelled out in pieces; the hash of the whole word holds the rest. */
const spelledLetters = 32;

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
  const entries = entriesOf(tokens);
  const { topics } = topicTable();
  const vector = new Float32Array(topics + spellingDimensions);
  let unknown = 0;
  let words = 0;
  forEachClause(tokens, (from, to) => {
    const { shares, salience, unknownWords, words: clauseWords } = read(tokens, entries, from, to);
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
    const end = Math.min(ends[token]!, starts[token]! + spelledLetters);
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
