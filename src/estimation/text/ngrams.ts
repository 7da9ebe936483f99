import { codeKind, foldedAscii, isAsciiDigit, kindOfCode } from "./code-kinds.ts";

/** A sparse vector: the place of each non-zero feature and its value. */
export interface SparseVector {
  readonly indices: Int32Array;
  readonly values: Float32Array;
}

/** Hashed places: 2^11 for words, which come first, and 2^13 for characters. */
const wordBits = 11;
const characterBits = 13;
export const wordPlaces = 1 << wordBits;
export const ngramPlaces = wordPlaces + (1 << characterBits);

const prime = 0x01000193;
const wordSeed = 0x811c9dc5 | 0;
const characterSeed = 0x3c6ef372;
const blank = 32;
const zero = 48;

/**
 * Word 1–2-grams and character 3–5-grams of a text, hashed. Each block's values are 1 + ln(count), scaled to length 1, so
 * that neither a long text nor the larger block drowns the rest. Digits are alike for the characters, not for the words.
 */
export function ngramVector(text: string): SparseVector {
  used = 0;
  countWords(text);
  const words = used;
  countCharacters(text);
  const vector = { indices: touched.slice(0, used), values: new Float32Array(used) };
  weigh(vector, 0, words);
  weigh(vector, words, used);
  for (let at = 0; at < used; at++) counts[touched[at]!] = 0;
  return vector;
}

// kept between calls: clearing what was touched is far cheaper than fresh tables per request
const counts = new Int32Array(ngramPlaces);
const touched = new Int32Array(ngramPlaces);
let used = 0;

function add(place: number): void {
  if (counts[place]!++ === 0) touched[used++] = place;
}

/** Fibonacci hashing (Knuth 6.4): the highest bits of a product are its best. */
function wordPlace(hash: number): number {
  return Math.imul(hash, 0x9e3779b1) >>> (32 - wordBits);
}

function characterPlace(hash: number): number {
  return wordPlaces + (Math.imul(hash, 0x9e3779b1) >>> (32 - characterBits));
}

function countWords(text: string): void {
  let word = wordSeed;
  let previous = 0;
  const close = (): void => {
    add(wordPlace(word));
    if (previous !== 0) add(wordPlace(Math.imul(previous ^ word, prime)));
    previous = Math.imul(word, 31);
    word = wordSeed;
  };
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const kind = kindOfCode(code);
    if (kind === codeKind.word) {
      word = Math.imul(word ^ (code < 128 ? foldedAscii[code]! : code), prime);
      continue;
    }
    if (word !== wordSeed) close();
    if (kind !== codeKind.ideograph) continue;
    // written without spaces: each sign is a word
    word = Math.imul(word ^ code, prime);
    close();
  }
  if (word !== wordSeed) close();
}

/** From here on each place gives one n-gram of the three in turn: the mixture hardly changes, the work does. */
const longText = 131_072;

function countCharacters(text: string): void {
  const isShort = text.length <= longText;
  let [b, c, d, e] = [0, 0, 0, blank];
  let seen = 1;
  for (let at = 0; at <= text.length; at++) {
    let code = at < text.length ? text.charCodeAt(at) : blank;
    if (code < 128) {
      code = foldedAscii[code]!;
      if (code === blank && e === blank) continue;
      if (isAsciiDigit(code)) code = zero;
    }
    seen++;
    // hashed from the newest code backwards, so that the 3-, 4- and 5-gram share their work
    let hash = Math.imul(Math.imul(Math.imul(characterSeed ^ code, prime) ^ e, prime) ^ d, prime);
    if (seen >= 3 && (isShort || at % 3 === 0)) add(characterPlace(hash));
    hash = Math.imul(hash ^ c, prime);
    if (seen >= 4 && (isShort || at % 3 === 1)) add(characterPlace(hash));
    hash = Math.imul(hash ^ b, prime);
    if (seen >= 5 && (isShort || at % 3 === 2)) add(characterPlace(hash));
    b = c;
    c = d;
    d = e;
    e = code;
  }
}

const logOf = Float32Array.from({ length: 256 }, (_, count) => 1 + Math.log(Math.max(1, count)));

function weigh({ indices, values }: SparseVector, from: number, to: number): void {
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
