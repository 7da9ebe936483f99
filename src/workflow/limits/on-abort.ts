interface Watch {
  readonly watchers: Set<() => void>;
  readonly listener: () => void;
}

const watches = new WeakMap<AbortSignal, Watch>();

/**
 * Runs something when the signal aborts, unless the function that it gives back is called first. However many requests share
 * one signal, it carries one listener, and none when they have ended: Node warns of a leak from the eleventh on.
 */
export function onAbort(signal: AbortSignal, run: () => void): () => void {
  if (signal.aborted) {
    run();
    return () => undefined;
  }
  const watch = watches.get(signal) ?? watchOf(signal);
  watch.watchers.add(run);
  return () => {
    watch.watchers.delete(run);
    if (watch.watchers.size > 0 || watches.get(signal) !== watch) return;
    signal.removeEventListener("abort", watch.listener);
    watches.delete(signal);
  };
}

function watchOf(signal: AbortSignal): Watch {
  const watchers = new Set<() => void>();
  const listener = (): void => {
    for (const run of watchers) run();
  };
  const watch = { watchers, listener };
  watches.set(signal, watch);
  signal.addEventListener("abort", listener, { once: true });
  return watch;
}
