import { type Model, type ModelAnswer, ModelCallError, type ModelRequest } from "../../models/index.ts";
import type { Clock } from "../clock.ts";
import { boundsOf } from "../limits/worst-case.ts";

export interface StreamReading {
  readonly clock: Clock;
  readonly firstTokenMs?: number | undefined;
  readonly onText: (text: string) => void;
}

/**
 * Reads an answer to its end. A stream that stops without one, or says nothing for too long, is a failed call; what it cost
 * is then between nothing and the worst.
 */
export async function readStream(
  model: Model,
  request: ModelRequest,
  { clock, firstTokenMs, onText }: StreamReading,
): Promise<ModelAnswer> {
  const own = new AbortController();
  const onAbort = (): void => own.abort();
  if (request.signal?.aborted) own.abort();
  else request.signal?.addEventListener("abort", onAbort, { once: true });
  let cancelTimer: (() => void) | undefined;
  const stalled = new Promise<never>((_, reject) => {
    if (firstTokenMs === undefined) return;
    cancelTimer = clock.after(firstTokenMs, () => {
      reject(streamError(model, request, "first-token-timeout", `no token within ${firstTokenMs} ms`));
      own.abort();
    });
  });
  const read = readAll(model, { ...request, signal: own.signal }, (text) => {
    cancelTimer?.();
    if (text !== "") onText(text);
  });
  try {
    return await Promise.race([read, stalled]);
  } finally {
    cancelTimer?.();
    request.signal?.removeEventListener("abort", onAbort);
    read.catch(() => undefined);
  }
}

async function readAll(model: Model, request: ModelRequest, onText: (text: string) => void): Promise<ModelAnswer> {
  let partialText = "";
  for await (const event of model.stream!(request)) {
    if (event.type === "end") return event.answer;
    // what comes after the request has ended is nobody's to see
    if (request.signal?.aborted) break;
    const text = event.type === "text" ? event.text : "";
    partialText += text;
    onText(text);
  }
  throw streamError(model, request, "cut-off", "the stream ended before the answer did", partialText);
}

function streamError(
  model: Model,
  request: ModelRequest,
  failure: "cut-off" | "first-token-timeout",
  message: string,
  partialText?: string,
): ModelCallError {
  const spend = boundsOf(model, request);
  return new ModelCallError(`${model.id}: ${message}`, {
    failure,
    model: model.id,
    spend,
    ...(partialText !== undefined && { partialText }),
  });
}
