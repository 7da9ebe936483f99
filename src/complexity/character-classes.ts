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

/** The class of one UTF-16 unit; a surrogate, paired or alone, is a symbol. */
export function classOf(code: number): number {
  return code < 128 ? ascii[code]! : classBeyondAscii(code);
}

function classBeyondAscii(code: number): number {
  if (code < 0xc0) return classInLatin1(code);
  if (code < 0x2000) return code === 0xd7 || code === 0xf7 ? symbol : letter;
  if (code < 0x2c00) return classOfPunctuation(code);
  if (code < 0x3040) return code === 0x3000 ? blank : code === 0x3001 ? comma : code === 0x3002 ? sentenceEnd : symbol;
  if (code < 0xa000) return ideograph;
  if (code < 0xd800) return letter;
  if (code === 0xff0c) return comma;
  if (code === 0xff1f) return question;
  if (code === 0xff01 || code === 0xff1a || code === 0xff1b) return sentenceEnd;
  return code >= 0xff21 && code <= 0xff5a ? letter : code >= 0xf900 && code < 0xfb00 ? ideograph : symbol;
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

/** Lower case for Latin, Greek and Cyrillic letters; the unit itself for all others. */
export function lowerCased(code: number): number {
  if (code < 128) return code >= 65 && code <= 90 ? code + 32 : code;
  if (code >= 0xc0 && code <= 0xde) return code + 32;
  if ((code >= 0x391 && code <= 0x3a9) || (code >= 0x410 && code <= 0x42f)) return code + 32;
  if (code >= 0x400 && code <= 0x40f) return code + 80;
  return code;
}

export function isUpperCase(code: number): boolean {
  return lowerCased(code) !== code;
}
