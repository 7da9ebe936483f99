import { InputError, showValue } from "../errors/index.ts";
import { onAbort } from "./limits/on-abort.ts";
import { workLine } from "./work-line.ts";

export interface BatchOptions {
  /** Requests under way at once. Default 8. */
  readonly concurrency?: number;
  readonly signal?: AbortSignal;
}

/** One request of a batch that has ended. */
export type BatchItem<Request, Final> = {
  /** Its place in the batch. */
  readonly index: number;
  readonly request: Request;
  readonly progress: {
    readonly done: number /** null while the requests are still being read. */;
    readonly total: number | null;
  };
} & (
  | { readonly outcome: Final; readonly error?: undefined }
  /** A request that could not be run at all, for instance because it is no sound one. */
  | { readonly outcome?: undefined; readonly error: unknown }
);

/**
 * Runs requests and gives them back as they end, however long their source takes for the next. Requests are taken only
 * when a place is free. A reader that leaves, or an abort, cancels what is under way; what has not begun is then not begun.
 */
export async function* runBatch<Request, Final>(
  requests: Iterable<Request> | AsyncIterable<Request>,
  run: (request: Request, signal: AbortSignal) => Promise<Final>,
  { concurrency = 8, signal }: BatchOptions,
): AsyncGenerator<BatchItem<Request, Final>, void> {
  if (!Number.isInteger(concurrency) || concurrency < 1) {
    throw new InputError(`expected a whole number of at least 1, got ${showValue(concurrency)}`, {
      field: "concurrency",
    });
  }
  const leaving = new AbortController();
  const stop = (): void => leaving.abort();
  const letGo = signal && onAbort(signal, stop);
  const line = workLine(requests, (request) => run(request, leaving.signal), { concurrency, leaving: leaving.signal });
  try {
    for (let done = 1; ; done++) {
      const ended = await line.next();
      if (!ended) return;
      yield { ...ended, progress: { done, total: line.total() } };
    }
  } finally {
    letGo?.();
    stop();
    line.leave();
  }
}
