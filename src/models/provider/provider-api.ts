import type { HeaderReader } from "../call-failure/index.ts";
import type { Issue, ModelAnswer, ModelRequest, Usage } from "../types.ts";

/** What an API's own words say of an answer; the call adds times, ids and limits. */
export type WireAnswer = Pick<
  ModelAnswer,
  | "text"
  | "finishReason"
  | "refusal"
  | "toolCalls"
  | "usage"
  | "warnings"
  | "spend"
  | "servedModel"
  | "servedTier"
  | "tokenLogProbabilities"
>;

/** A request as an API wants it. */
export interface WrittenRequest {
  /** The JSON body, without what asks for a stream. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly schemaLosses: readonly Issue[];
  /** Turns an answer to the schema on the wire into one to the schema that was asked for. */
  readonly restore: (text: string) => string;
  /** The most tokens that the body allows the model to answer with; null when it sets no limit. */
  readonly outputTokensMost: number | null;
}

/** Reads the events of one stream. */
export interface StreamReader {
  /** Takes the next event, and returns the text that it adds, if any. */
  read(event: unknown): string;
  /** Whether any part of the answer has come. */
  readonly hasBegun: boolean;
  readonly text: string;
  /** What the provider has said so far of what it used. */
  readonly knownUsage: Usage | null;
  /** The whole answer, or null when the stream has not said that it is complete. */
  answer(): WireAnswer | null;
}

/** The client's promise, touched once. */
export interface SentCall {
  withResponse(): Promise<{
    readonly data: unknown;
    readonly response: { readonly headers: HeaderReader };
    readonly request_id?: string | null | undefined;
  }>;
}

/** One API of one provider: how to ask it and how to read it. */
export interface ProviderApi {
  write(request: ModelRequest): WrittenRequest;
  /** Sends a body through a client derived for this call. */
  send(client: unknown, body: object, options: object): SentCall;
  /** What the body says besides, to get a stream. */
  readonly streaming: Readonly<Record<string, unknown>>;
  read(data: unknown): WireAnswer;
  reader(): StreamReader;
}
