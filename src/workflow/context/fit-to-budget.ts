import type { Document } from "./documents.ts";

export interface Fitted {
  /** In the order in which they came. */
  readonly documents: readonly Document[];
  readonly truncated: readonly string[];
  readonly dropped: readonly string[];
}

/** A document of which less than this would be left is dropped instead. */
const leastTokens = 32;
/** UTF-8 bytes per token, roughly, of prose in any script. */
const bytesPerToken = 4;

export function approximateTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / bytesPerToken);
}

/** Keeps the most relevant documents that fit; the first that does not is cut at a word, those behind it are dropped. */
export function fitToBudget(documents: readonly Document[], tokens: number): Fitted {
  const byRelevance = documents
    .map((document, index) => ({ document, index, relevance: document.relevance ?? 0 }))
    .sort((one, other) => other.relevance - one.relevance || one.index - other.index);
  const kept: (Document | undefined)[] = documents.map(() => undefined);
  const truncated: string[] = [];
  const dropped: string[] = [];
  let left = tokens;
  for (const { document, index } of byRelevance) {
    const needed = approximateTokens(document.text);
    if (needed <= left) kept[index] = document;
    else if (left >= leastTokens) {
      kept[index] = { ...document, text: cutAtWord(document.text, left) };
      truncated.push(document.id);
    } else dropped.push(document.id);
    left = needed <= left ? left - needed : 0;
  }
  return { documents: kept.filter((document) => document !== undefined), truncated, dropped };
}

function cutAtWord(text: string, tokens: number): string {
  const cut = Buffer.from(text)
    .subarray(0, tokens * bytesPerToken)
    .toString("utf8")
    .replace(/\uFFFD+$/, "");
  const lastSpace = cut.search(/\s\S*$/);
  return lastSpace > cut.length / 2 ? cut.slice(0, lastSpace) : cut;
}
