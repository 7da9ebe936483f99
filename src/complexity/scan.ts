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
const { blank, letter, digit, currency, apostrophe, ideograph } = characterClass;

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
  const tokens = { text, count: 0, ...roomFor(Math.max(64, text.length >> 2)) };
  for (const [from, to] of spans) scanSpan(tokens, from, to);
  return tokens;
}

type GrowingTokens = { -readonly [Field in keyof Tokens]: Tokens[Field] };

function scanSpan(tokens: GrowingTokens, from: number, to: number): void {
  const { text } = tokens;
  for (let at = from; at < to; ) {
    const code = text.charCodeAt(at);
    const kind = classOf(code);
    if (kind === blank || kind === apostrophe) {
      at++;
      continue;
    }
    if (tokens.count === tokens.kinds.length) grow(tokens);
    const index = tokens.count++;
    tokens.starts[index] = at;
    tokens.kinds[index] = kind;
    if (kind === letter) {
      at = readWord(tokens, index, at, to);
    } else if (kind === digit) {
      tokens.hashes[index] = numberHash;
      at = endOfNumber(text, at, to);
    } else if (kind === ideograph || kind === currency) {
      tokens.hashes[index] = addToHash(hashSeed, code);
      at++;
    } else {
      tokens.hashes[index] = hashSeed;
      do at++;
      while (at < to && classOf(text.charCodeAt(at)) === kind);
    }
    tokens.ends[index] = at;
  }
}

/** Letters, with single apostrophes between them; returns where the word ends. */
function readWord({ text, hashes }: Tokens, index: number, from: number, to: number): number {
  let hash = hashSeed;
  let at = from;
  for (; at < to; at++) {
    const code = text.charCodeAt(at);
    const kind = classOf(code);
    if (kind === letter) hash = addToHash(hash, code);
    else if (kind === apostrophe && at + 1 < to && classOf(text.charCodeAt(at + 1)) === letter)
      hash = addToHash(hash, 39);
    else break;
  }
  hashes[index] = hash;
  return at;
}

/** Digits, with single points or commas between them; returns where the number ends. */
function endOfNumber(text: string, from: number, to: number): number {
  let at = from;
  while (at < to) {
    const code = text.charCodeAt(at);
    const isSeparator = (code === 46 || code === 44) && at + 1 < to;
    if (classOf(code) === digit) at++;
    else if (isSeparator && classOf(text.charCodeAt(at + 1)) === digit) at += 2;
    else break;
  }
  return at;
}

function roomFor(capacity: number): Pick<Tokens, "starts" | "ends" | "hashes" | "kinds"> {
  return {
    starts: new Int32Array(capacity),
    ends: new Int32Array(capacity),
    hashes: new Int32Array(capacity),
    kinds: new Uint8Array(capacity),
  };
}

function grow(tokens: GrowingTokens): void {
  const larger = roomFor(2 * tokens.kinds.length);
  larger.starts.set(tokens.starts);
  larger.ends.set(tokens.ends);
  larger.hashes.set(tokens.hashes);
  larger.kinds.set(tokens.kinds);
  Object.assign(tokens, larger);
}
