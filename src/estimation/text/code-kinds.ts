const kinds = {
  space: 1,
  digit: 2,
  lower: 4,
  upper: 8,
  word: 16,
} as const;

const ascii = Uint8Array.from({ length: 128 }, (_, code) => {
  if (code <= 32) return kinds.space;
  if (code >= 48 && code <= 57) return kinds.digit | kinds.word;
  if (code >= 97 && code <= 122) return kinds.lower | kinds.word;
  if (code >= 65 && code <= 90) return kinds.upper | kinds.word;
  return code === 95 ? kinds.word : 0;
});

export function isSpace(code: number): boolean {
  return code < 128 ? (ascii[code]! & kinds.space) !== 0 : code === 0xa0 || code === 0x3000 || code === 0x2028;
}

export function isDigit(code: number): boolean {
  return code < 128 && (ascii[code]! & kinds.digit) !== 0;
}

export function isUpper(code: number): boolean {
  return code < 128 && (ascii[code]! & kinds.upper) !== 0;
}

/** Letters, digits and the underscore; beyond ASCII everything but the common punctuation and space blocks. */
export function isWordCode(code: number): boolean {
  if (code < 128) return (ascii[code]! & kinds.word) !== 0;
  if (code < 0xc0) return false;
  return !(
    (code >= 0x2000 && code <= 0x206f) ||
    (code >= 0x3000 && code <= 0x303f) ||
    (code >= 0xff00 && code <= 0xff0f)
  );
}

/** Scripts written without spaces: each sign counts as a word. */
export function isIdeograph(code: number): boolean {
  return (code >= 0x3040 && code <= 0x30ff) || (code >= 0x3400 && code <= 0x9fff) || (code >= 0xf900 && code <= 0xfaff);
}
