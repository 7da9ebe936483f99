/** What a UTF-16 code is for counting: one table look-up for ASCII, ranges beyond. */
export const codeKind = { other: 0, word: 1, space: 2, ideograph: 3 } as const;

const asciiKinds = Uint8Array.from({ length: 128 }, (_, code) => {
  if (code <= 32) return codeKind.space;
  return isAsciiWord(code) ? codeKind.word : codeKind.other;
});

/** Letters, digits and the underscore are words; beyond ASCII everything but common punctuation, spaces and ideographs. */
export function kindOfCode(code: number): number {
  if (code < 128) return asciiKinds[code]!;
  if (code < 0xc0) return code === 0xa0 ? codeKind.space : codeKind.other;
  if (code < 0x2000) return codeKind.word;
  if (code < 0x2070) return code === 0x2028 || code === 0x2029 ? codeKind.space : codeKind.other;
  if (code < 0x3000) return codeKind.word;
  if (code < 0x3040) return code === 0x3000 ? codeKind.space : codeKind.other;
  if (code < 0xa000 || (code >= 0xf900 && code < 0xfb00)) return codeKind.ideograph;
  return code >= 0xff00 && code < 0xff70 ? codeKind.other : codeKind.word;
}

/** Codes as n-grams see them: ASCII capitals lowered, every white space a blank. */
export const foldedAscii = Uint8Array.from({ length: 128 }, (_, code) => {
  if (code <= 32) return 32;
  return isAsciiUpper(code) ? code + 32 : code;
});

export function isAsciiUpper(code: number): boolean {
  return code >= 65 && code <= 90;
}

export function isAsciiDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isAsciiWord(code: number): boolean {
  return isAsciiDigit(code) || isAsciiUpper(code) || (code >= 97 && code <= 122) || code === 95;
}
