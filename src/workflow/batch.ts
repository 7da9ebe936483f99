import { InputError, showValue } from "../errors/index.ts";
import { onAbort } from "./limits/on-abort.ts";

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
 * Runs requests and gives them back as they end. Requests are taken from their source only when a place is free. A reader
 * that leaves, or an abort, cancels what is under way; what has not begun is then not begun.
 */
export async function* runBatch<Request, Final>(
  requests: Iterable<Request> | AsyncIterable<Request>,
  run: (request: Request, signal: AbortSignal) => Promise<Final>,
  { concurrency = 8, signal }: BatchOptions,
): AsyncGenerator<BatchItem<Request, Final>, void> {
  if (!(concurrency >= 1)) {
    throw new InputError(`expected at least 1, got ${showValue(concurrency)}`, { field: "concurrency" });
  }
  const source = iteratorOf(requests);
  const leaving = new AbortController();
  const stop = (): void => leaving.abort();
  const letGo = signal && onAbort(signal, stop);
  type Ended = Pick<BatchItem<Request, Final>, "index" | "request"> & ({ outcome: Final } | { error: unknown });
  const underWay = new Map<number, Promise<Ended>>();
  let taken = 0;
  let total: number | null = null;
  let done = 0;
  try {
    for (;;) {
      while (total === null && underWay.size < concurrency && !leaving.signal.aborted) {
        const next = await source.next();
        if (next.done) total = taken;
        else {
          const index = taken++;
          const request = next.value;
          const ended = run(request, leaving.signal).then(
            (outcome) => ({ index, request, outcome }),
            (error: unknown) => ({ index, request, error }),
          );
          underWay.set(index, ended);
        }
      }
      if (underWay.size === 0) return;
      const ended = await Promise.race(underWay.values());
      underWay.delete(ended.index);
      yield { ...ended, progress: { done: ++done, total } };
    }
  } finally {
    letGo?.();
    stop();
    await source.return?.();
  }
}

function iteratorOf<Item>(items: Iterable<Item> | AsyncIterable<Item>): AsyncIterator<Item> | Iterator<Item> {
  return Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
}
