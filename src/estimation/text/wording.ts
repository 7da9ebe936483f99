import { codeKind, kindOfCode } from "./code-kinds.ts";

/** A text as hashed words and signs, case and spacing aside. */
export interface Wording {
  readonly tokens: readonly number[];
  /** Tokens that begin a line, the first aside. */
  readonly lines: readonly number[];
  /** Polynomial hash of the tokens before each place, and powers of its base: any stretch is hashed in one step. */
  readonly prefixes: Uint32Array;
  readonly powers: Uint32Array;
}

const base = 0x9e3779b1;

export function wordingOf(text: string): Wording {
  const tokens: number[] = [];
  const lines: number[] = [];
  const lowered = text.toLowerCase();
  let word = 0x811c9dc5 | 0;
  let isInside = false;
  for (let index = 0; index <= lowered.length; index++) {
    const code = index < lowered.length ? lowered.charCodeAt(index) : 32;
    if (kindOfCode(code) === codeKind.word) {
      word = Math.imul(word ^ code, 0x01000193);
      isInside = true;
      continue;
    }
    if (isInside) tokens.push(word >>> 0);
    word = 0x811c9dc5 | 0;
    isInside = false;
    // every other sign is a token of its own: 7 + 8 is not 7 − 8
    if (code > 32) tokens.push(Math.imul(code + 1, 0x85ebca6b) >>> 0);
    if (code === 10 && tokens.length > 0 && lines.at(-1) !== tokens.length) lines.push(tokens.length);
  }
  return { tokens, lines, ...prefixesOf(tokens) };
}

/** Hash of the tokens from `start` to before `end`. */
export function wordingHash({ prefixes, powers }: Wording, start: number, end: number): number {
  const own = prefixes[end]! - Math.imul(prefixes[start]!, powers[end - start]!);
  let mixed = own ^ (own >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

function prefixesOf(tokens: readonly number[]): Pick<Wording, "prefixes" | "powers"> {
  const prefixes = new Uint32Array(tokens.length + 1);
  const powers = new Uint32Array(tokens.length + 1);
  powers[0] = 1;
  for (const [index, token] of tokens.entries()) {
    prefixes[index + 1] = Math.imul(prefixes[index]!, base) + token;
    powers[index + 1] = Math.imul(powers[index]!, base);
  }
  return { prefixes, powers };
}
