import type { Message } from "../../models/index.ts";
import type { Clock } from "../clock.ts";
import { type RequestAbort, settled } from "../limits/request-abort.ts";
import { messageOf } from "../verdicts/message-of.ts";
import { type Failure, failure } from "../verdicts/verdict.ts";
import { type Document, type Principal, type Retrieve, withDocuments } from "./documents.ts";
import { approximateTokens, fitToBudget } from "./fit-to-budget.ts";
import { type Permit, permitByLabels, permitted } from "./permit.ts";

/** What became of the documents that were found. */
export interface ContextReport {
  /** Ids of what the model was given, in order; cut ones too. */
  readonly supplied: readonly string[];
  readonly truncated: readonly string[];
  readonly dropped: readonly string[];
  /** How many the principal may not read; nothing else is told of them. */
  readonly withheld: number;
}

export interface Gathered {
  readonly messages: readonly Message[];
  readonly documents: readonly Document[];
  readonly report?: ContextReport;
  readonly failure?: Failure;
}

export interface Gathering<Context> {
  readonly retrieve?: Retrieve<Context> | undefined;
  readonly permit?: Permit | undefined;
  /** Of the whole prompt; what the messages leave of it is for documents. */
  readonly promptTokens?: number | undefined;
  readonly request: {
    readonly messages: readonly Message[];
    readonly userText: string;
    readonly context: Context;
    readonly principal?: Principal | undefined;
    readonly tenant?: string | undefined;
  };
  readonly abort: RequestAbort;
  readonly clock: Clock;
}

/** Retrieve → permit → trim. Nothing but the permission hook ever sees a document that the principal may not read. */
export async function gatherContext<Context>(gathering: Gathering<Context>): Promise<Gathered> {
  const { retrieve, promptTokens, request, abort, clock } = gathering;
  const { messages } = request;
  if (!retrieve) return { messages, documents: [] };
  try {
    const { allowed, withheld } = await settled(readable(retrieve, gathering), abort.signal, clock);
    const { documents, truncated, dropped } = fitToBudget(allowed, tokensLeft(messages, promptTokens));
    const report: ContextReport = { supplied: documents.map(({ id }) => id), truncated, dropped, withheld };
    return { messages: withDocuments(messages, documents), documents, report };
  } catch (error) {
    return { messages, documents: [], failure: failure("retrieval", "documents", messageOf(error)) };
  }
}

async function readable<Context>(
  retrieve: Retrieve<Context>,
  { permit = permitByLabels, request, abort }: Gathering<Context>,
): Promise<{ readonly allowed: readonly Document[]; readonly withheld: number }> {
  const { userText: text, context, principal, tenant } = request;
  const found = await retrieve({ text, context, principal, tenant, signal: abort.signal });
  const allowed = await permitted(found, principal, permit);
  return { allowed, withheld: found.length - allowed.length };
}

function tokensLeft(messages: readonly Message[], promptTokens: number | undefined): number {
  if (promptTokens === undefined) return Number.POSITIVE_INFINITY;
  const said = messages.reduce((sum, { content }) => {
    const texts = typeof content === "string" ? [content] : content.map((part) => ("text" in part ? part.text : ""));
    return sum + texts.reduce((tokens, text) => tokens + approximateTokens(text), 0);
  }, 0);
  return Math.max(0, promptTokens - said);
}
