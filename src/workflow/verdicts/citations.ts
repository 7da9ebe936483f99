import type { Issue } from "../../models/index.ts";
import type { Document } from "../context/documents.ts";
import { type Failure, failure } from "./verdict.ts";

/** One reference of an answer to a document that it was given. */
export interface Citation {
  readonly documentId: string;
  /** Said to stand in the document word for word. */
  readonly quote?: string;
  /** Where in the answer it was found. */
  readonly path?: Issue["path"];
}

export interface CitationCheck<Value> {
  /** The citations of an answer; `citationsInText` finds those of free text. */
  of(value: Value): readonly Citation[];
  /** Fewer than this fail. Default 0. */
  readonly atLeast?: number;
}

/**
 * The citations of a text: `[doc:ID]`, with the quotation right before it, if there is one.
 *
 * @example citationsInText('It says "two years" [doc:warranty].') // [{ documentId: "warranty", quote: "two years" }]
 */
export function citationsInText(text: string): Citation[] {
  const pattern = /(?:["“]([^"“”]{1,2000})["”]\s{0,3})?\[doc:([^\]\s]{1,200})\]/g;
  return [...text.matchAll(pattern)].map(([, quote, id]) => ({
    documentId: id!,
    ...(quote !== undefined && { quote }),
  }));
}

/** Holds citations against the documents as they were supplied, cut ones included. */
export function judgeCitations<Value>(
  value: Value,
  { of, atLeast = 0 }: CitationCheck<Value>,
  documents: readonly Document[],
): Failure | undefined {
  const citations = of(value);
  if (citations.length < atLeast) {
    return failure("bad-citation", `at least ${atLeast} cited documents`, citations.length);
  }
  const texts = new Map(documents.map(({ id, text }) => [id, comparable(text)]));
  const issues = citations.flatMap((citation) => issueOf(citation, texts) ?? []);
  return issues.length > 0 ? { kind: "bad-citation", issues } : undefined;
}

function issueOf({ documentId, quote, path = [] }: Citation, texts: ReadonlyMap<string, string>): Issue | undefined {
  const text = texts.get(documentId);
  if (text === undefined) {
    const known = [...texts.keys()].join(", ") || "none, since no document was supplied";
    return { path, expected: `a document that was supplied (${known})`, value: documentId };
  }
  if (quote === undefined || text.includes(comparable(quote))) return undefined;
  return { path, expected: `words that stand in document ${documentId}`, value: quote };
}

/** Spacing and the shape of quotation marks do not make another quote. */
function comparable(text: string): string {
  return text.normalize("NFC").replace(/[“”„]/g, '"').replace(/[‘’]/g, "'").replace(/\s+/g, " ").trim();
}
