/** Events that wait for their one reader. */
export interface EventQueue<Event> extends AsyncIterableIterator<Event, undefined> {
  push(event: Event): void;
  end(): void;
  fail(error: unknown): void;
}

/** `onReturn` is called when the reader leaves before the end. */
export function eventQueue<Event>(onReturn: () => void): EventQueue<Event> {
  const waiting: Event[] = [];
  let state: { readonly type: "open" | "ended" } | { readonly type: "failed"; readonly error: unknown } = {
    type: "open",
  };
  let wakers: (() => void)[] = [];
  const change = (): void => {
    const woken = wakers;
    wakers = [];
    for (const wake of woken) wake();
  };
  const queue: EventQueue<Event> = {
    push: (event) => {
      waiting.push(event);
      change();
    },
    end: () => {
      state = { type: "ended" };
      change();
    },
    fail: (error) => {
      state = { type: "failed", error };
      change();
    },
    next: async () => {
      for (;;) {
        if (waiting.length > 0) return { value: waiting.shift()!, done: false };
        if (state.type === "failed") throw state.error;
        if (state.type === "ended") return { value: undefined, done: true };
        await new Promise<void>((resolve) => {
          wakers.push(resolve);
        });
      }
    },
    return: async () => {
      if (state.type === "open") onReturn();
      return { value: undefined, done: true };
    },
    [Symbol.asyncIterator]: () => queue,
  };
  return queue;
}
