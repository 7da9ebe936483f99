import type { ToolCall, Usage } from "../types.ts";

/** An answer with nothing left out. */
export interface WholeAnswer {
  readonly id: string;
  /** Seconds since 1970. */
  readonly createdAt: number;
  readonly text: string;
  readonly finish: "stop" | "length" | "refusal" | "tool-calls";
  readonly refusal: string | null;
  readonly toolCalls: readonly ToolCall[];
  readonly usage: Usage;
  readonly isUsageMissing: boolean;
  readonly model: string;
  readonly logProbabilities: readonly number[] | null;
}

/** One server-sent event; `content` marks those that carry a piece of the answer. */
export interface WireEvent {
  readonly event?: string;
  readonly data: unknown;
  readonly isContent?: boolean;
}

export interface WireFailure {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** How one API says things. */
export interface Wire {
  body(answer: WholeAnswer): object;
  /** The whole stream, the events that end it included. */
  events(answer: WholeAnswer): readonly WireEvent[];
  /** Body of an HTTP error. */
  failure(failure: WireFailure): object;
  /** The same as an event of a stream that began well. */
  failureEvent(failure: WireFailure): WireEvent;
  readonly requestIdHeader: string;
}

/** An event as it goes over the wire. */
export function eventText({ event, data }: WireEvent): string {
  const text = typeof data === "string" ? data : JSON.stringify(data);
  return `${event === undefined ? "" : `event: ${event}\n`}data: ${text}\n\n`;
}

/** The pieces in which a text is streamed. */
export function piecesOf(text: string): string[] {
  return text.match(/\S*\s*/g)?.filter((piece) => piece !== "") ?? [];
}

export function promptTokens({ inputTokens }: Usage): number {
  return inputTokens.noCache + inputTokens.cacheRead + inputTokens.cacheWrite;
}

export function completionTokens({ outputTokens }: Usage): number {
  return outputTokens.text + outputTokens.reasoning;
}
