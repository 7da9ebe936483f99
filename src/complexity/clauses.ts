import { hashOfWord, type Tokens, tokenKind } from "./scan.ts";

/** Tokens from `from` up to, not including, `to`. */
export interface Clause {
  readonly from: number;
  readonly to: number;
}

/** A clause without a stop for this long is cut: nobody says one thing in so many words. */
const longestClause = 128;

/** Calls back for every clause of at least one word, in order: cut at punctuation and before words that open a clause. */
export function forEachClause({ count, hashes, kinds }: Tokens, visit: (from: number, to: number) => void): void {
  let from = 0;
  let words = 0;
  for (let index = 0; index < count; index++) {
    const kind = kinds[index]!;
    if (kind >= tokenKind.sentenceEnd && kind <= tokenKind.comma) {
      if (words > 0) visit(from, index);
      from = index + 1;
      words = 0;
    } else if (kind !== tokenKind.symbol) {
      if (words > 0 && (words >= longestClause || isOpener(hashes[index]!))) {
        visit(from, index);
        from = index;
        words = 0;
      }
      words++;
    }
  }
  if (words > 0) visit(from, count);
}

export function clausesOf(tokens: Tokens): Clause[] {
  const clauses: Clause[] = [];
  forEachClause(tokens, (from, to) => clauses.push({ from, to }));
  return clauses;
}

const openers = "and but also because so plus unless except although though while".split(" ").map(hashOfWord);
/** Marks the low bits of the openers' hashes, so that most words are told apart from them at one look. */
const openerBits = new Uint8Array(1024);
for (const hash of openers) openerBits[hash & 1023] = 1;

function isOpener(hash: number): boolean {
  return openerBits[hash & 1023] === 1 && openers.includes(hash);
}
