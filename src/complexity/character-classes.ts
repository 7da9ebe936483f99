/** What a UTF-16 unit is to the scanner. */
export const characterClass = {
  blank: 0,
  letter: 1,
  digit: 2,
  currency: 3,
  sentenceEnd: 4,
  question: 5,
  newline: 6,
  comma: 7,
  apostrophe: 8,
  symbol: 9,
  ideograph: 10,
} as const;

const { blank, letter, digit, currency, sentenceEnd, question, newline, comma, apostrophe, symbol, ideograph } =
  characterClass;

const ascii = new Uint8Array(128).fill(symbol);
for (let code = 0; code <= 32; code++) ascii[code] = blank;
for (let code = 48; code <= 57; code++) ascii[code] = digit;
for (let code = 65; code <= 90; code++) ascii[code] = ascii[code + 32] = letter;
ascii[10] = newline;
ascii[127] = blank;
for (const [characters, kind] of [
  [".!;:", sentenceEnd],
  ["?", question],
  [",", comma],
  ["'", apostrophe],
  ["$", currency],
] as const) {
  for (const character of characters) ascii[character.charCodeAt(0)] = kind;
}

/** Class of every UTF-16 unit below U+3000, where nearly all text lives; a table look-up is what makes scanning fast. */
export const tabledUnits = 0x3000;
export const classTable = new Uint8Array(tabledUnits);
export const lowerCaseTable = new Uint16Array(tabledUnits);
for (let code = 0; code < tabledUnits; code++) {
  classTable[code] = code < 128 ? ascii[code]! : classBeyondAscii(code);
  lowerCaseTable[code] = lowerCaseOf(code);
}

/** The class of one UTF-16 unit; a surrogate, paired or alone, is a symbol. */
export function classOf(code: number): number {
  return code < tabledUnits ? classTable[code]! : classBeyondAscii(code);
}

function classBeyondAscii(code: number): number {
  if (code < 0xc0) return classInLatin1(code);
  if (code < 0x2000) return code === 0xd7 || code === 0xf7 ? symbol : letter;
  if (code < 0x2c00) return classOfPunctuation(code);
  return code < 0x3040 || code >= 0xd800 ? classOfWidePunctuation(code) : code < 0xa000 ? ideograph : letter;
}

/** Punctuation of East Asian texts, full-width letters; everything else from surrogates on is a symbol. */
function classOfWidePunctuation(code: number): number {
  if (code === 0x3000) return blank;
  if (code === 0x3001 || code === 0xff0c) return comma;
  if (code === 0x3002 || code === 0xff01 || code === 0xff1a || code === 0xff1b) return sentenceEnd;
  if (code === 0xff1f) return question;
  if (code >= 0xf900 && code < 0xfb00) return ideograph;
  return code >= 0xff21 && code <= 0xff5a ? letter : symbol;
}

function classInLatin1(code: number): number {
  if (code === 0xa0 || code === 0x85) return blank;
  if (code >= 0xa2 && code <= 0xa5) return currency;
  return code === 0xaa || code === 0xb5 || code === 0xba ? letter : symbol;
}

function classOfPunctuation(code: number): number {
  if (code <= 0x200f || code === 0x202f || code === 0x205f) return blank;
  if (code === 0x2013 || code === 0x2014) return comma;
  if (code === 0x2018 || code === 0x2019) return apostrophe;
  if (code === 0x2028 || code === 0x2029) return newline;
  if (code === 0x2026) return sentenceEnd;
  return code >= 0x20a0 && code <= 0x20cf ? currency : symbol;
}

/** Lower case for Latin, Greek and Cyrillic letters, the plain apostrophe for curly ones; any other unit as it is. */
export function lowerCased(code: number): number {
  return code < tabledUnits ? lowerCaseTable[code]! : code;
}

function lowerCaseOf(code: number): number {
  if (code < 128) return code >= 65 && code <= 90 ? code + 32 : code;
  if (code >= 0xc0 && code <= 0xde) return code + 32;
  if ((code >= 0x391 && code <= 0x3a9) || (code >= 0x410 && code <= 0x42f)) return code + 32;
  if (code === 0x2018 || code === 0x2019) return 39;
  return code >= 0x400 && code <= 0x40f ? code + 80 : code;
}

export function isUpperCase(code: number): boolean {
  return lowerCased(code) !== code;
}
