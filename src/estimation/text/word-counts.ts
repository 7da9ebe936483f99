import { codeKind, foldedAscii, isAsciiDigit, isAsciiUpper, kindOfCode } from "./code-kinds.ts";
import { wordGroupNames, wordGroups } from "./word-groups.ts";

export const wordCountNames = [
  "words",
  "sentences",
  "wordsPerSentence",
  "longestSentence",
  "lettersPerWord",
  "longestWord",
  "distinctShare",
  "capitalisedWords",
  "acronyms",
  "numbers",
  "decimals",
  "distinctNumbers",
  "largestNumber",
  ...wordGroupNames,
] as const;

const prime = 0x01000193;
const wordSeed = 0x811c9dc5 | 0;
/** Distinct words are counted up to here: beyond, a text is long, not richer. */
const mostDistinct = 4096;
const largest = 1e15;

/** Counts by word, number and sentence, into `out` from place `to`. */
export function writeWordCounts(text: string, out: Float32Array, to: number): void {
  const groups = new Int32Array(wordGroupNames.length);
  const distinctWords = new Set<number>();
  const distinctNumbers = new Set<number>();
  let [words, numbers, decimals, letters, longestWord, capitalised, acronyms, largestNumber] = [0, 0, 0, 0, 0, 0, 0, 0];
  let [sentences, sentenceWords, longestSentence] = [0, 0, 0];
  let [start, hash, uppers, digits, value] = [-1, wordSeed, 0, 0, 0];

  const closeWord = (end: number): void => {
    const length = end - start;
    words++;
    sentenceWords++;
    letters += length;
    if (length > longestWord) longestWord = length;
    if (digits === length) {
      numbers++;
      if (distinctNumbers.size < mostDistinct) distinctNumbers.add(hash);
      if (value > largestNumber) largestNumber = value;
    } else {
      if (distinctWords.size < mostDistinct) distinctWords.add(hash);
      if (uppers === length && length > 1) acronyms++;
      if (uppers > 0 && isAsciiUpper(text.charCodeAt(start))) capitalised++;
      const group = wordGroups.get(hash);
      if (group !== undefined) groups[group]!++;
    }
    start = -1;
    hash = wordSeed;
    uppers = 0;
    digits = 0;
    value = 0;
  };
  const closeSentence = (): void => {
    if (sentenceWords === 0) return;
    sentences++;
    if (sentenceWords > longestSentence) longestSentence = sentenceWords;
    sentenceWords = 0;
  };

  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const kind = kindOfCode(code);
    if (kind === codeKind.word) {
      if (start < 0) start = at;
      hash = Math.imul(hash ^ (code < 128 ? foldedAscii[code]! : code), prime);
      if (isAsciiDigit(code)) {
        digits++;
        value = Math.min(largest, value * 10 + code - 48);
      } else if (isAsciiUpper(code)) uppers++;
      continue;
    }
    if (start >= 0) closeWord(at);
    if (kind === codeKind.ideograph) {
      words++;
      sentenceWords++;
    } else if (isPointInNumber(text, at, code)) decimals++;
    else if (endsSentence(code)) closeSentence();
  }
  if (start >= 0) closeWord(text.length);
  closeSentence();
  const counts = [
    words,
    sentences,
    words / Math.max(1, sentences),
    longestSentence,
    letters / Math.max(1, words),
    longestWord,
    distinctWords.size / Math.max(1, words),
    capitalised,
    acronyms,
    numbers,
    decimals,
    distinctNumbers.size,
    largestNumber,
  ];
  out.set(counts, to);
  out.set(groups, to + counts.length);
}

/** New line, full stop, question and exclamation mark, also in their wide forms. */
function endsSentence(code: number): boolean {
  if (code < 128) return code === 10 || code === 46 || code === 63 || code === 33;
  return code === 0x3002 || code === 0xff1f || code === 0xff01;
}

function isPointInNumber(text: string, at: number, code: number): boolean {
  return code === 46 && isAsciiDigit(text.charCodeAt(at - 1)) && isAsciiDigit(text.charCodeAt(at + 1));
}
