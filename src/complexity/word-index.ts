import { type Cue, cueLexicon, cues } from "./cue-lexicon.ts";
import { frequentWords, languages } from "./frequent-words.ts";
import { hashOfWord, numberHash, type Tokens, tokenKind } from "./scan.ts";
import { topicTable } from "./topic-table.ts";

export interface CuePhrase {
  readonly cue: Cue;
  /** Of the words after the first. */
  readonly rest: readonly number[];
}

/** Everything that is known of single words, behind one look-up by hash. */
export interface WordIndex {
  /** Number of a word's entry, −1 for an unknown word. */
  entryOf(hash: number): number;
  /** Row in the topic table by entry, −1 for none. */
  readonly rows: Int32Array;
  /** Phrases that begin with the word, by entry; those of one cue together, longest first. */
  readonly phrases: readonly (readonly CuePhrase[] | undefined)[];
  /** One bit per language of `languages`. */
  readonly languageBits: Uint8Array;
}

let index: WordIndex | undefined;

/** Built on the first call and shared afterwards. */
export function wordIndex(): WordIndex {
  index ??= build();
  return index;
}

/** Entry of every token, −1 for an unknown word and for what is no word. */
export function entriesOf({ count, hashes, kinds }: Tokens): Int32Array {
  const { entryOf } = wordIndex();
  const entries = new Int32Array(count);
  for (let token = 0; token < count; token++) {
    const kind = kinds[token]!;
    const isWord = kind <= tokenKind.currency || kind === tokenKind.ideograph;
    entries[token] = isWord ? entryOf(hashes[token]!) : -1;
  }
  return entries;
}

function build(): WordIndex {
  const { hashes } = topicTable();
  const entries = new Map<number, number>();
  for (const hash of hashes) entries.set(hash, entries.size);
  const entryFor = (hash: number): number => {
    if (!entries.has(hash)) entries.set(hash, entries.size);
    return entries.get(hash)!;
  };
  const phrases: CuePhrase[][] = [];
  for (const cue of cues) {
    const ofCue = cueLexicon[cue].map((phrase) => phrase.split(/\s/).filter(Boolean).map(hashOf));
    for (const [first, ...rest] of ofCue.sort((one, other) => other.length - one.length)) {
      const entry = entryFor(first!);
      phrases[entry] = [...(phrases[entry] ?? []), { cue, rest }];
    }
  }
  const bits: number[] = [];
  for (const [bit, language] of languages.entries()) {
    for (const word of frequentWords[language].split(" ")) {
      const entry = entryFor(hashOfWord(word));
      bits[entry] = (bits[entry] ?? 0) | (1 << bit);
    }
  }
  return {
    entryOf: lookup([...entries.keys()]),
    rows: Int32Array.from(entries.values(), (entry) => (entry < hashes.length ? entry : -1)),
    phrases: Array.from({ length: entries.size }, (_, entry) => phrases[entry]),
    languageBits: Uint8Array.from({ length: entries.size }, (_, entry) => bits[entry] ?? 0),
  };
}

function hashOf(word: string): number {
  return word === "#" ? numberHash : hashOfWord(word);
}

/** Open addressing with linear probing, at most a quarter full. */
function lookup(hashes: readonly number[]): (hash: number) => number {
  let slots = 1024;
  while (slots < hashes.length * 4) slots *= 2;
  const mask = slots - 1;
  const keys = new Int32Array(slots);
  const entries = new Int32Array(slots).fill(-1);
  for (const [entry, hash] of hashes.entries()) {
    let slot = hash & mask;
    while (entries[slot] !== -1) slot = (slot + 1) & mask;
    entries[slot] = entry;
    keys[slot] = hash;
  }
  return (hash) => {
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = entries[slot]!;
      if (entry === -1 || keys[slot] === hash) return entry;
    }
  };
}
