import { isDigit, isIdeograph, isSpace, isWordCode } from "./code-kinds.ts";

/** A sparse vector: the place of each non-zero feature and its value. */
export interface SparseVector {
  readonly indices: Int32Array;
  readonly values: Float32Array;
}

/** How many hashed places each block of n-grams has; both powers of two. The character block follows the word block. */
export interface NgramSpace {
  readonly wordPlaces: number;
  readonly characterPlaces: number;
}

const prime = 0x01000193;
const wordSeed = 0x811c9dc5 | 0;
const characterSeed = 0x3c6ef372;
const spaceCode = 32;
const digitCode = 48;

/**
 * Word 1–2-grams and character 3–5-grams of a text, hashed. Each block's values are 1 + ln(count), scaled to length 1, so
 * that neither a long text nor the larger block drowns the rest. Digits are alike for the characters, not for the words.
 */
export function ngramVector(text: string, space: NgramSpace): SparseVector {
  const counter = counterFor(space);
  const lowered = text.toLowerCase();
  countWords(lowered, space.wordPlaces - 1, counter);
  const words = counter.used;
  countCharacters(lowered, space, counter);
  const vector = { indices: counter.touched.slice(0, counter.used), values: new Float32Array(counter.used) };
  weigh(vector, counter.counts, 0, words);
  weigh(vector, counter.counts, words, counter.used);
  for (let at = 0; at < counter.used; at++) counter.counts[counter.touched[at]!] = 0;
  counter.used = 0;
  return vector;
}

interface Counter {
  readonly counts: Int32Array;
  readonly touched: Int32Array;
  used: number;
}

/** Kept between calls, as clearing what was touched is far cheaper than a fresh array per request. */
const counters = new Map<number, Counter>();

function counterFor({ wordPlaces, characterPlaces }: NgramSpace): Counter {
  const size = wordPlaces + characterPlaces;
  let counter = counters.get(size);
  if (!counter) {
    counter = { counts: new Int32Array(size), touched: new Int32Array(size), used: 0 };
    counters.set(size, counter);
  }
  return counter;
}

function add(counter: Counter, place: number): void {
  if (counter.counts[place]!++ === 0) counter.touched[counter.used++] = place;
}

function countWords(text: string, mask: number, counter: Counter): void {
  let word = wordSeed;
  let previous = 0;
  let isInside = false;
  for (let at = 0; at <= text.length; at++) {
    const code = at < text.length ? text.charCodeAt(at) : spaceCode;
    const isIdeographic = isIdeograph(code);
    if (isWordCode(code) && !isIdeographic) {
      word = Math.imul(word ^ code, prime);
      isInside = true;
      continue;
    }
    if (isInside) {
      add(counter, spread(word) & mask);
      if (previous !== 0) add(counter, spread(Math.imul(previous ^ word, prime)) & mask);
      previous = Math.imul(word, 31);
      word = wordSeed;
      isInside = false;
    }
    if (isIdeographic) {
      const one = Math.imul(wordSeed ^ code, prime);
      add(counter, spread(one) & mask);
      if (previous !== 0) add(counter, spread(Math.imul(previous ^ one, prime)) & mask);
      previous = Math.imul(one, 31);
    }
  }
}

function countCharacters(text: string, { wordPlaces, characterPlaces }: NgramSpace, counter: Counter): void {
  const mask = characterPlaces - 1;
  let [b, c, d, e] = [0, 0, 0, spaceCode];
  let seen = 1;
  for (let at = 0; at <= text.length; at++) {
    let code = at < text.length ? text.charCodeAt(at) : spaceCode;
    if (isDigit(code)) code = digitCode;
    else if (isSpace(code)) {
      if (e === spaceCode) continue;
      code = spaceCode;
    }
    seen++;
    // hashed from the newest code backwards, so that the 3-, 4- and 5-gram share their work
    let hash = Math.imul(Math.imul(Math.imul(characterSeed ^ code, prime) ^ e, prime) ^ d, prime);
    if (seen >= 3) add(counter, wordPlaces + (spread(hash) & mask));
    hash = Math.imul(hash ^ c, prime);
    if (seen >= 4) add(counter, wordPlaces + (spread(hash) & mask));
    hash = Math.imul(hash ^ b, prime);
    if (seen >= 5) add(counter, wordPlaces + (spread(hash) & mask));
    b = c;
    c = d;
    d = e;
    e = code;
  }
}

/** FNV's low bits are its weakest: mix the high ones in. */
function spread(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return mixed ^ (mixed >>> 13);
}

const logOf = Float32Array.from({ length: 256 }, (_, count) => 1 + Math.log(Math.max(1, count)));

function weigh({ indices, values }: SparseVector, counts: Int32Array, from: number, to: number): void {
  let squares = 0;
  for (let at = from; at < to; at++) {
    const count = counts[indices[at]!]!;
    const value = count < 256 ? logOf[count]! : 1 + Math.log(count);
    values[at] = value;
    squares += value * value;
  }
  const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
  for (let at = from; at < to; at++) values[at]! *= scale;
}
