/** What became of the one request that a call makes. */
export interface FetchWatch {
  /** Stops the request. The client is not given it: listening to a caller's signal costs it more than all that is done here. */
  readonly signal: AbortSignal;
  /** Whether the request left, as far as this side can know. */
  wasSent: boolean;
  hasAnswered: boolean;
  isTooLarge: boolean;
  /** Where it went and with which headers: what may be secret in them must not come back in an error. */
  sent: readonly Outgoing[];
}

export interface Outgoing {
  readonly url: string;
  readonly headers: RequestInit["headers"];
}

export type Fetch = typeof globalThis.fetch;

/** Carries a call's watch through the client, which copies what it does not know of a request's fetch options. */
export const watchMark = Symbol("tierwise.watch");

type MarkedInit = RequestInit & { readonly [watchMark]?: FetchWatch };

export interface WatchedFetchOptions {
  readonly mostBytes: number;
  /** Watches of the calls under way: a request whose mark got lost may be any of theirs. */
  readonly underWay: ReadonlySet<FetchWatch>;
}

/**
 * A fetch that cuts an answer off at a number of bytes (after decompression) and tells how far the request came.
 *
 * The clients read a whole answer, an error's too, before they hand it over, so the limit has to sit below them: the
 * body runs through a counter that fails it at the limit, which also closes the connection.
 */
export function watchedFetch(fetch: Fetch, { mostBytes, underWay }: WatchedFetchOptions): Fetch {
  return async (input, init) => {
    const { [watchMark]: watch, ...rest } = (init ?? {}) as MarkedInit;
    const watches = watch ? [watch] : [...underWay];
    const outgoing: Outgoing = { url: input instanceof Request ? input.url : String(input), headers: init?.headers };
    for (const one of watches) {
      one.wasSent = true;
      one.sent = [...one.sent, outgoing];
    }
    const response = await fetch(input, watch ? { ...rest, signal: watch.signal } : init);
    for (const one of watches) one.hasAnswered = true;
    const { body, headers, status, statusText } = response;
    if (!body || isKnownToFit(headers, mostBytes)) return response;
    const tooLarge = (): void => {
      for (const one of watches) one.isTooLarge = true;
    };
    return new Response(bounded(body, mostBytes, tooLarge), { status, statusText, headers });
  };
}

/** The length counts what is sent: packed, it says nothing of the answer unpacked. */
function isKnownToFit(headers: Headers, mostBytes: number): boolean {
  const length = headers.get("content-length");
  return length !== null && Number(length) <= mostBytes && !headers.has("content-encoding");
}

function bounded(
  body: ReadableStream<Uint8Array>,
  mostBytes: number,
  tooLarge: () => void,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let bytes = 0;
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const { done, value } = await reader.read();
        if (done) return controller.close();
        bytes += value.byteLength;
        if (bytes <= mostBytes) return controller.enqueue(value);
        tooLarge();
        controller.error(new Error(`the answer is longer than ${mostBytes} bytes`));
        await reader.cancel();
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
