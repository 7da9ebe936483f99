import {
  type characterClass,
  classOf,
  classTable,
  lowerCased,
  lowerCaseTable,
  tabledUnits,
} from "./character-classes.ts";

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
// literals, not properties of `characterClass`: the engine folds them into the loop
const letter = 1 satisfies typeof characterClass.letter;
const digit = 2 satisfies typeof characterClass.digit;
const currency = 3 satisfies typeof characterClass.currency;
const apostrophe = 8 satisfies typeof characterClass.apostrophe;
const ideograph = 10 satisfies typeof characterClass.ideograph;

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

/** Stands for one word after another. */
export function hashOfPair(first: number, second: number): number {
  return Math.imul(first ^ (second >>> 13) ^ (second << 19), hashPrime);
}

/**
 * Cuts the given spans of a text into tokens in one pass over its UTF-16 units: no regular expression, no look-back, so
 * the cost is linear whatever the text. A run of one class of punctuation or symbols is one token.
 */
export function scan(text: string, spans: readonly Span[] = [[0, text.length]]): Tokens {
  const tokens: GrowingTokens = { text, count: 0, ...roomFor(Math.max(64, text.length >> 2)) };
  for (const [from, to] of spans) scanSpan(tokens, from, to);
  return tokens;
}

type GrowingTokens = { -readonly [Field in keyof Tokens]: Tokens[Field] };

// a kernel: plain loops over local arrays, for every unit of every request passes here
function scanSpan(tokens: GrowingTokens, from: number, to: number): void {
  const { text } = tokens;
  const classes = classTable;
  let { count, starts, ends, hashes, kinds } = tokens;
  for (let at = from; at < to; ) {
    const code = text.charCodeAt(at);
    const kind = code < tabledUnits ? classes[code]! : classOf(code);
    if (kind === 0 || kind === apostrophe) {
      at++;
      continue;
    }
    if (count === kinds.length) {
      grow(tokens);
      ({ starts, ends, hashes, kinds } = tokens);
    }
    const start = at++;
    let hash = hashSeed;
    if (kind === letter) {
      at = endOfWord(text, at, to);
      hash = hashOfSpan(text, start, at);
    } else if (kind === digit) {
      hash = numberHash;
      at = endOfNumber(text, start, to);
    } else if (kind === ideograph || kind === currency) {
      hash = addToHash(hash, code);
    } else {
      while (at < to && classOf(text.charCodeAt(at)) === kind) at++;
    }
    starts[count] = start;
    ends[count] = at;
    hashes[count] = hash;
    kinds[count++] = kind;
  }
  tokens.count = count;
}

/** Letters, with single apostrophes between them; returns where the word ends. */
function endOfWord(text: string, from: number, to: number): number {
  const classes = classTable;
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    const kind = code < tabledUnits ? classes[code]! : classOf(code);
    if (kind === letter) continue;
    const isInside = kind === apostrophe && at + 1 < to && classOf(text.charCodeAt(at + 1)) === letter;
    if (!isInside) return at;
  }
  return to;
}

function hashOfSpan(text: string, from: number, to: number): number {
  const lower = lowerCaseTable;
  let hash = hashSeed;
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    hash = Math.imul(hash ^ (code < tabledUnits ? lower[code]! : code), hashPrime);
  }
  return hash;
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
  // at once what a text of nothing but one-letter tokens needs
  const larger = roomFor(4 * tokens.kinds.length);
  larger.starts.set(tokens.starts);
  larger.ends.set(tokens.ends);
  larger.hashes.set(tokens.hashes);
  larger.kinds.set(tokens.kinds);
  Object.assign(tokens, larger);
}
