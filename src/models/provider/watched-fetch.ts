/** What became of the one request that a call makes. */
export interface FetchWatch {
  /** Whether the request left, as far as this side can know. */
  wasSent: boolean;
  hasAnswered: boolean;
  isTooLarge: boolean;
}

export type Fetch = typeof globalThis.fetch;

/**
 * A fetch that cuts an answer off at a number of bytes (after decompression) and tells how far the request came.
 *
 * The clients read a whole answer, an error's too, before they hand it over, so the limit has to sit below them: the
 * body runs through a counter that fails it at the limit, which also closes the connection.
 */
export function watchedFetch(fetch: Fetch, mostBytes: number, watch: FetchWatch): Fetch {
  return async (input, init) => {
    watch.wasSent = true;
    const response = await fetch(input, init);
    watch.hasAnswered = true;
    if (!response.body) return response;
    const { status, statusText, headers } = response;
    const bounded = response.body.pipeThrough(byteLimit(mostBytes, watch));
    return new Response(bounded, { status, statusText, headers });
  };
}

function byteLimit(mostBytes: number, watch: FetchWatch): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0;
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (bytes <= mostBytes) return controller.enqueue(chunk);
      watch.isTooLarge = true;
      controller.error(new Error(`the answer is longer than ${mostBytes} bytes`));
    },
  });
}
