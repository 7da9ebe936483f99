import type { Cue } from "./cue-lexicon.ts";
import type { Tokens } from "./scan.ts";
import { wordIndex } from "./word-index.ts";

/** Calls back for every cue phrase, in order; a word may be a sign of several things, and each sign has one length. */
export function forEachCue(
  { count, hashes }: Tokens,
  entries: Int32Array,
  visit: (cue: Cue, from: number, to: number) => void,
): void {
  const { phrases } = wordIndex();
  for (let token = 0; token < count; token++) {
    const candidates = entries[token]! < 0 ? undefined : phrases[entries[token]!];
    if (candidates === undefined) continue;
    let taken: Cue | undefined;
    for (const { cue, rest } of candidates) {
      if (cue === taken || !isAt(hashes, count, token + 1, rest)) continue;
      taken = cue;
      visit(cue, token, token + 1 + rest.length);
    }
  }
}

function isAt(hashes: Int32Array, count: number, at: number, phrase: readonly number[]): boolean {
  if (at + phrase.length > count) return false;
  for (let index = 0; index < phrase.length; index++) if (hashes[at + index] !== phrase[index]) return false;
  return true;
}
