import { isDigit, isIdeograph, isSpace, isUpper, isWordCode } from "./code-kinds.ts";

/** What the structural counts are, in the order in which they are stored. */
export const structureNames = [
  "characters",
  "words",
  "sentences",
  "lines",
  "wordsPerSentence",
  "lettersPerWord",
  "longestWord",
  "longestSentence",
  "distinctShare",
  "numbers",
  "digits",
  "distinctNumbers",
  "largestNumber",
  "decimals",
  "operators",
  "equals",
  "percentAndMoney",
  "brackets",
  "bracketDepth",
  "quotes",
  "commas",
  "colons",
  "questions",
  "exclamations",
  "semicolons",
  "blanks",
  "backslashes",
  "upperShare",
  "capitalisedWords",
  "acronyms",
  "options",
  "optionCharacters",
  "shortLines",
  "indentedLines",
  "ideographs",
  "nonAscii",
  "connectives",
  "comparisons",
  "negations",
  "conditions",
  "quantities",
  "timeWords",
  "pronouns",
  "questionWords",
  "functionWords",
  "codeWords",
  "firstWordHash",
  "characterEntropy",
] as const;

const at = Object.fromEntries(structureNames.map((name, index) => [name, index])) as Record<
  (typeof structureNames)[number],
  number
>;

const groups: Readonly<Record<string, string>> = {
  connectives: "because since therefore thus hence so but and or however although though while also then",
  comparisons: "more less than most least fewer greater larger smaller higher lower twice half times best better",
  negations: "not no never none neither nor without except unless cannot isn't doesn't don't false incorrect",
  conditions: "if when unless whether suppose assume given only until provided should would could might may",
  quantities: "each every per total all both altogether many much several some any average rest remaining left another",
  timeWords: "day days week weeks month months year years hour hours minute minutes today before after first next last",
  pronouns: "i you he she it we they his her their its my your our him them who which that this these those",
  questionWords: "what which who whom whose when where why how describe explain compare find determine calculate",
  functionWords: "the a an of in on at by to from for with as is are was were be been has have had do does did",
  codeWords:
    "def return for while import class function if else print range len int str list dict assert lambda self var",
};

const groupsOfWord = new Map<string, number[]>();
for (const [group, words] of Object.entries(groups)) {
  for (const word of words.split(" "))
    groupsOfWord.set(word, [...(groupsOfWord.get(word) ?? []), at[group as "words"]]);
}
const longestGrouped = 12;

/** Structural counts of a text, in one pass. Counts are ln(1 + n), shares are 0..1. */
export function structureOf(text: string): Float32Array {
  const out = new Float32Array(structureNames.length);
  const length = text.length;
  const characterCounts = new Int32Array(64);
  const seenWords = new Set<number>();
  const seenNumbers = new Set<number>();
  let wordHash = 0;
  let wordStart = -1;
  let isNumber = true;
  let upperInWord = 0;
  let letters = 0;
  let uppers = 0;
  let sentenceWords = 0;
  let depth = 0;
  let lineStart = 0;
  let isFirstWord = true;

  const closeWord = (end: number): void => {
    const size = end - wordStart;
    out[at.words]!++;
    sentenceWords++;
    letters += size;
    if (size > out[at.longestWord]!) out[at.longestWord] = size;
    if (isNumber) {
      out[at.numbers]!++;
      seenNumbers.add(wordHash);
      const value = size <= 15 ? Number(text.slice(wordStart, end)) : 1e15;
      if (value > out[at.largestNumber]!) out[at.largestNumber] = Math.min(value, 1e30);
    } else {
      if (seenWords.size < 4096) seenWords.add(wordHash);
      if (upperInWord > 0 && isUpper(text.charCodeAt(wordStart))) out[at.capitalisedWords]!++;
      if (upperInWord === size && size > 1) out[at.acronyms]!++;
      if (size <= longestGrouped) {
        const of = groupsOfWord.get(text.slice(wordStart, end).toLowerCase());
        if (of) for (const group of of) out[group]!++;
      }
      if (isFirstWord) out[at.firstWordHash] = ((wordHash >>> 7) & 15) / 16;
      isFirstWord = false;
    }
    wordStart = -1;
    wordHash = 0;
    isNumber = true;
    upperInWord = 0;
  };
  const closeSentence = (): void => {
    if (sentenceWords === 0) return;
    out[at.sentences]!++;
    if (sentenceWords > out[at.longestSentence]!) out[at.longestSentence] = sentenceWords;
    sentenceWords = 0;
  };
  const closeLine = (end: number): void => {
    const size = end - lineStart;
    out[at.lines]!++;
    if (size < 25) out[at.shortLines]!++;
    if (size > 2 && isSpace(text.charCodeAt(lineStart))) out[at.indentedLines]!++;
    const second = text.charCodeAt(lineStart + 1);
    if (size > 2 && isUpper(text.charCodeAt(lineStart)) && (second === 46 || second === 41 || second === 58)) {
      out[at.options]!++;
      out[at.optionCharacters]! += size - 2;
    }
    lineStart = end + 1;
  };

  for (let index = 0; index < length; index++) {
    const code = text.charCodeAt(index);
    characterCounts[code & 63]!++;
    if (isWordCode(code) && !isIdeograph(code)) {
      if (wordStart < 0) wordStart = index;
      wordHash = Math.imul(wordHash ^ (code | 32), 0x01000193);
      if (isDigit(code)) out[at.digits]!++;
      else isNumber = false;
      if (isUpper(code)) {
        uppers++;
        upperInWord++;
      }
      if (code >= 128) out[at.nonAscii]!++;
      continue;
    }
    if (code === 39 && wordStart >= 0) {
      // an apostrophe inside a word belongs to it: "don't"
      wordHash = Math.imul(wordHash ^ code, 0x01000193);
      isNumber = false;
      out[at.quotes]!++;
      continue;
    }
    if (wordStart >= 0) closeWord(index);
    if (code >= 128) {
      out[at.nonAscii]!++;
      if (isIdeograph(code)) {
        out[at.ideographs]!++;
        out[at.words]!++;
        sentenceWords++;
      } else if (code === 0x3002 || code === 0xff1f || code === 0xff01) closeSentence();
      continue;
    }
    switch (code) {
      case 10:
        closeLine(index);
        closeSentence();
        break;
      case 46:
        if (isDigit(text.charCodeAt(index - 1)) && isDigit(text.charCodeAt(index + 1))) out[at.decimals]!++;
        else closeSentence();
        break;
      case 63:
        out[at.questions]!++;
        closeSentence();
        break;
      case 33:
        out[at.exclamations]!++;
        closeSentence();
        break;
      case 44:
        out[at.commas]!++;
        break;
      case 58:
        out[at.colons]!++;
        break;
      case 59:
        out[at.semicolons]!++;
        break;
      case 34:
      case 39:
      case 96:
        out[at.quotes]!++;
        break;
      case 36:
      case 37:
        out[at.percentAndMoney]!++;
        break;
      case 92:
        out[at.backslashes]!++;
        break;
      case 61:
        out[at.equals]!++;
        break;
      case 42:
      case 43:
      case 45:
      case 47:
      case 60:
      case 62:
      case 94:
        out[at.operators]!++;
        break;
      case 40:
      case 91:
      case 123:
        out[at.brackets]!++;
        depth++;
        if (depth > out[at.bracketDepth]!) out[at.bracketDepth] = depth;
        break;
      case 41:
      case 93:
      case 125:
        depth = Math.max(0, depth - 1);
        break;
      default:
    }
  }
  if (wordStart >= 0) closeWord(length);
  closeSentence();
  closeLine(length);

  const words = Math.max(1, out[at.words]!);
  out[at.characters] = length;
  out[at.wordsPerSentence] = words / Math.max(1, out[at.sentences]!);
  out[at.distinctNumbers] = seenNumbers.size;
  out[at.blanks] = blanksOf(text);
  const shares = {
    lettersPerWord: letters / words,
    distinctShare: seenWords.size / words,
    upperShare: uppers / Math.max(1, length),
    firstWordHash: out[at.firstWordHash]!,
    characterEntropy: entropyOf(characterCounts, length),
  };
  for (let index = 0; index < out.length; index++) out[index] = Math.log1p(out[index]!);
  for (const [name, value] of Object.entries(shares)) out[at[name as "words"]] = value;
  return out;
}

/** Runs of underscores: gaps to be filled in. */
function blanksOf(text: string): number {
  let blanks = 0;
  for (let found = text.indexOf("__"); found >= 0; found = text.indexOf("__", found + 2)) blanks++;
  return blanks;
}

function entropyOf(counts: Int32Array, total: number): number {
  let entropy = 0;
  for (const count of counts) if (count > 0) entropy -= (count / total) * Math.log2(count / total);
  return entropy;
}
