import { type Cue, cueLexicon, cues } from "./cue-lexicon.ts";
import { hashOfWord, numberHash, type Tokens } from "./scan.ts";

interface Phrase {
  readonly cue: Cue;
  readonly hashes: readonly number[];
}

/** Phrases by the hash of their first word, longest first. */
let phrasesByFirst: Map<number, Phrase[]> | undefined;

/** Calls back for every cue phrase, in order; a word may be a sign of several things, and each sign has one length. */
export function forEachCue(tokens: Tokens, visit: (cue: Cue, from: number, to: number) => void): void {
  phrasesByFirst ??= compile();
  for (let index = 0; index < tokens.count; index++) {
    const candidates = phrasesByFirst.get(tokens.hashes[index]!);
    if (candidates === undefined) continue;
    let taken: Cue | undefined;
    for (const { cue, hashes } of candidates) {
      if (cue === taken || !isAt(tokens, index, hashes)) continue;
      taken = cue;
      visit(cue, index, index + hashes.length);
    }
  }
}

function isAt({ count, hashes }: Tokens, at: number, phrase: readonly number[]): boolean {
  if (at + phrase.length > count) return false;
  for (let index = 1; index < phrase.length; index++) if (hashes[at + index] !== phrase[index]) return false;
  return true;
}

function compile(): Map<number, Phrase[]> {
  const compiled = new Map<number, Phrase[]>();
  for (const cue of cues) {
    const ofCue = cueLexicon[cue].map((phrase) => ({ cue, hashes: phrase.split(/\s/).filter(Boolean).map(hashOf) }));
    for (const phrase of ofCue.sort((one, other) => other.hashes.length - one.hashes.length)) {
      const first = phrase.hashes[0]!;
      compiled.set(first, [...(compiled.get(first) ?? []), phrase]);
    }
  }
  return compiled;
}

function hashOf(word: string): number {
  return word === "#" ? numberHash : hashOfWord(word);
}
