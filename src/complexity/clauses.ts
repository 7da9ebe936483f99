import { hashOfWord, type Tokens, tokenKind } from "./scan.ts";

/** Tokens from `from` up to, not including, `to`. */
export interface Clause {
  readonly from: number;
  readonly to: number;
}

/** Calls back for every clause of at least one word, in order: cut at punctuation and before words that open a clause. */
export function forEachClause({ count, hashes, kinds }: Tokens, visit: (from: number, to: number) => void): void {
  let from = 0;
  let words = 0;
  for (let index = 0; index < count; index++) {
    const kind = kinds[index]!;
    const isBreak = kind >= tokenKind.sentenceEnd && kind <= tokenKind.comma;
    const isOpener = kind === tokenKind.word && words > 0 && openers.has(hashes[index]!);
    if (isBreak || isOpener) {
      if (words > 0) visit(from, index);
      from = isBreak ? index + 1 : index;
      words = isBreak ? 0 : 1;
    } else if (kind !== tokenKind.symbol) words++;
  }
  if (words > 0) visit(from, count);
}

export function clausesOf(tokens: Tokens): Clause[] {
  const clauses: Clause[] = [];
  forEachClause(tokens, (from, to) => clauses.push({ from, to }));
  return clauses;
}

const openers = new Set(
  "and but also because so plus unless except although though while".split(" ").map((word) => hashOfWord(word)),
);
