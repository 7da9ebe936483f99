import { type Fetch, type FetchWatch, watchedFetch, watchMark } from "./watched-fetch.ts";

/** A client of either vendor, as far as every call needs it. */
export interface SdkClient {
  readonly baseURL: string;
  withOptions(options: never): unknown;
}

export interface WatchedClient {
  /** The client to send through, derived from the caller's with a bounded fetch. */
  readonly client: () => unknown;
  /** Watches one call until it ends. */
  watch(signal: AbortSignal): FetchWatch;
  /** What a request says beside its body, for its watch to be known by. */
  readonly marked: (watch: FetchWatch) => object;
  unwatch(watch: FetchWatch): void;
}

/**
 * Derives the client once, and anew when the caller's has changed. A client has dozens of parts, and making them costs more
 * than the rest of what is done here for a call.
 */
export function watchedClient(own: SdkClient, mostBytes: number): WatchedClient {
  const underWay = new Set<FetchWatch>();
  let derived: unknown;
  let derivedFrom: readonly unknown[] = [];
  return {
    client: () => {
      const state = stateOf(own);
      if (derived === undefined || state.some((value, index) => value !== derivedFrom[index])) {
        derived = own.withOptions({
          fetch: watchedFetch(fetchOf(own), { mostBytes, underWay }),
          logLevel: "off",
        } as never);
        derivedFrom = state;
      }
      return derived;
    },
    watch: (signal) => {
      const watch = { signal, wasSent: false, hasAnswered: false, isTooLarge: false, sent: [] };
      underWay.add(watch);
      return watch;
    },
    marked: (watch) => ({ fetchOptions: { [watchMark]: watch } }),
    unwatch: (watch) => void underWay.delete(watch),
  };
}

/** What a caller may set on a client after making it. */
function stateOf(client: SdkClient): readonly unknown[] {
  return ["baseURL", "fetch", "apiKey", "authToken"].map((name): unknown => Reflect.get(client, name));
}

/** The client's own fetch, a custom one too. Both SDKs keep it in this field. */
function fetchOf(client: SdkClient): Fetch {
  const own: unknown = Reflect.get(client, "fetch");
  return typeof own === "function" ? (own as Fetch) : globalThis.fetch;
}
