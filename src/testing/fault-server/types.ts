import type { PriceRow, ToolCall, Usage, WireApi } from "../../models/index.ts";

/** What a call is answered with; everything left out is made up to fit. */
export interface AnswerFault {
  readonly kind: "answer";
  readonly text?: string;
  readonly finish?: "stop" | "length" | "refusal" | "tool-calls";
  readonly refusal?: string;
  readonly toolCalls?: readonly ToolCall[];
  /** What the call used, and is billed. Default: by the length of request and answer. */
  readonly usage?: Usage;
  /** Whether the answer says what it used; it is billed all the same. */
  readonly isUsageMissing?: boolean;
  readonly servedModel?: string;
  readonly logProbabilities?: readonly number[];
}

/** What the server does with one request. */
export type Fault =
  | AnswerFault
  /** An HTTP error in the provider's own words. */
  | {
      readonly kind: "status";
      readonly status: number;
      readonly code?: string;
      readonly message?: string;
      readonly retryAfterSeconds?: number;
    }
  /** A response of status 200 whose stream fails before any content; the plain status 529 where no stream was asked for. */
  | { readonly kind: "overloaded-in-stream"; readonly isAfterStart?: boolean }
  /** The answer breaks off after some pieces of text: the connection is reset, or closed as if all was well. */
  | {
      readonly kind: "cut";
      readonly afterPieces: number;
      readonly by: "reset" | "close";
      readonly answer?: AnswerFault;
    }
  /** Nothing comes until the client gives up. */
  | { readonly kind: "stall" }
  | { readonly kind: "reset" }
  /** A proxy's page of HTML, with status 200 or its own. */
  | { readonly kind: "html"; readonly status?: number }
  | { readonly kind: "wrong-content-type"; readonly answer?: AnswerFault }
  | { readonly kind: "broken-json" }
  /** A good answer that holds nothing: no choice, or a choice without content. APIs without choices send no part at all. */
  | { readonly kind: "nothing"; readonly missing: "choices" | "content" }
  | { readonly kind: "huge"; readonly bytes: number };

/** One request that the server got, and what it billed for it. */
export interface ReceivedCall {
  readonly api: WireApi;
  readonly fault: Fault;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Integer nano-dollars; null when the server has no price for the model. */
  readonly billedNanoUsd: number | null;
  readonly billedUsage: Usage | null;
}

export interface FaultServerOptions {
  /** What the server bills by: rows of prices, one for each model it is asked for. */
  readonly prices?: readonly PriceRow[];
}

export interface FaultServer {
  /** Base URL for an `openai` client. */
  readonly openaiUrl: string;
  /** Base URL for an `@anthropic-ai/sdk` client. */
  readonly anthropicUrl: string;
  /** What to do with the requests to come, in turn; after them, every request is answered well. */
  play(...faults: readonly Fault[]): void;
  /** Every request so far. */
  readonly calls: readonly ReceivedCall[];
  /** Sum of what was billed; null when a price was missing. */
  readonly billedNanoUsd: number | null;
  /** Resolves when no connection is open any more: what a client has to leave behind. */
  whenIdle(): Promise<void>;
  close(): Promise<void>;
}
