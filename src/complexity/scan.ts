import { characterClass, classOf, lowerCased } from "./character-classes.ts";

export const tokenKind = {
  word: 1,
  number: 2,
  currency: 3,
  sentenceEnd: 4,
  question: 5,
  newline: 6,
  comma: 7,
  symbol: 9,
  ideograph: 10,
} as const;

/** The tokens of a text in parallel arrays; only the first `count` entries hold anything. */
export interface Tokens {
  readonly text: string;
  readonly count: number;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Of the lower-cased word; one hash for every number. */
  readonly hashes: Int32Array;
  readonly kinds: Uint8Array;
}

export type Span = readonly [start: number, end: number];

const hashSeed = 0x811c9dc5 | 0;
const hashPrime = 0x01000193;

/** FNV-1a of a word in lower case, apostrophes in their plain form: what the scanner gives the same word in a text. */
export function hashOfWord(word: string): number {
  let hash = hashSeed;
  for (let index = 0; index < word.length; index++) hash = addToHash(hash, word.charCodeAt(index));
  return hash;
}

export const numberHash = hashOfWord("#");

function addToHash(hash: number, code: number): number {
  return Math.imul(hash ^ lowerCased(code), hashPrime);
}

/**
 * Cuts the given spans of a text into tokens in one pass over its UTF-16 units: no regular expression, no look-back, so
 * the cost is linear whatever the text. A run of one class of punctuation or symbols is one token.
 */
export function scan(text: string, spans: readonly Span[] = [[0, text.length]]): Tokens {
  let capacity = Math.max(64, text.length >> 2);
  let starts = new Int32Array(capacity);
  let ends = new Int32Array(capacity);
  let hashes = new Int32Array(capacity);
  let kinds = new Uint8Array(capacity);
  let count = 0;
  for (const [from, to] of spans) {
    let at = from;
    while (at < to) {
      const kind = classOf(text.charCodeAt(at));
      if (kind === characterClass.blank || kind === characterClass.apostrophe) {
        at++;
        continue;
      }
      if (count === capacity) {
        capacity *= 2;
        starts = grown(starts, new Int32Array(capacity));
        ends = grown(ends, new Int32Array(capacity));
        hashes = grown(hashes, new Int32Array(capacity));
        kinds = grown(kinds, new Uint8Array(capacity));
      }
      const start = at;
      let hash = hashSeed;
      if (kind === characterClass.letter) {
        for (; at < to; at++) {
          const code = text.charCodeAt(at);
          const next = classOf(code);
          if (next === characterClass.letter) hash = addToHash(hash, code);
          else if (next === characterClass.apostrophe && isLetterAt(text, at + 1, to)) hash = addToHash(hash, 39);
          else break;
        }
      } else if (kind === characterClass.digit) {
        hash = numberHash;
        at = endOfNumber(text, at, to);
      } else if (kind === characterClass.ideograph || kind === characterClass.currency) {
        hash = addToHash(hash, text.charCodeAt(at++));
      } else {
        while (at < to && classOf(text.charCodeAt(at)) === kind) at++;
      }
      starts[count] = start;
      ends[count] = at;
      hashes[count] = hash;
      kinds[count++] = kind;
    }
  }
  return { text, count, starts, ends, hashes, kinds };
}

function isLetterAt(text: string, at: number, to: number): boolean {
  return at < to && classOf(text.charCodeAt(at)) === characterClass.letter;
}

/** Digits, with single points or commas between them. */
function endOfNumber(text: string, from: number, to: number): number {
  let at = from;
  while (at < to) {
    const code = text.charCodeAt(at);
    const isSeparator = (code === 46 || code === 44) && at + 1 < to;
    if (classOf(code) === characterClass.digit) at++;
    else if (isSeparator && classOf(text.charCodeAt(at + 1)) === characterClass.digit) at += 2;
    else break;
  }
  return at;
}

function grown<Values extends Int32Array | Uint8Array>(from: Values, to: Values): Values {
  to.set(from);
  return to;
}
