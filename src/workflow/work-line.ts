/** A request that has ended, with its place. */
export type Ended<Request, Final> = { readonly index: number; readonly request: Request } & (
  | { readonly outcome: Final }
  | { readonly error: unknown }
);

export interface WorkLine<Request, Final> {
  /** The next that ends; undefined when all have. What the source throws is thrown. */
  next(): Promise<Ended<Request, Final> | undefined>;
  /** How many there are; null while the source may have more. */
  total(): number | null;
  /** Tells the source that no more is wanted, without waiting for it. */
  leave(): void;
}

export interface WorkLineOptions {
  readonly concurrency: number;
  /** Once aborted nothing more is begun, and the source is not waited for. */
  readonly leaving: AbortSignal;
}

/** Works off a source, several at once. What has ended keeps its place until it is collected, so nothing piles up. */
export function workLine<Request, Final>(
  requests: Iterable<Request> | AsyncIterable<Request>,
  run: (request: Request) => Promise<Final>,
  { concurrency, leaving }: WorkLineOptions,
): WorkLine<Request, Final> {
  const source = iteratorOf(requests);
  const ended: Ended<Request, Final>[] = [];
  let [taken, places, isReading, isOver] = [0, 0, false, false];
  let broken: { readonly error: unknown } | undefined;
  let wake: () => void = () => undefined;
  leaving.addEventListener("abort", () => wake(), { once: true });

  return { next, total: () => (isOver ? taken : null), leave };

  async function next(): Promise<Ended<Request, Final> | undefined> {
    for (;;) {
      read();
      const first = ended.shift();
      if (first) {
        places--;
        return first;
      }
      if (broken) throw broken.error;
      if (places === 0 && (isOver || leaving.aborted)) return undefined;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }

  function read(): void {
    if (isReading || isOver || broken || leaving.aborted || places >= concurrency) return;
    isReading = true;
    Promise.resolve()
      .then(() => source.next())
      .then(begin, (error: unknown) => {
        broken = { error };
      })
      .finally(() => {
        isReading = false;
        read();
        wake();
      });
  }

  function begin(item: IteratorResult<Request>): void {
    if (item.done) {
      isOver = true;
      return;
    }
    if (leaving.aborted) return;
    const [index, request] = [taken++, item.value];
    places++;
    const end = (one: Ended<Request, Final>): void => {
      ended.push(one);
      wake();
    };
    (async () => run(request))().then(
      (outcome) => end({ index, request, outcome }),
      (error: unknown) => end({ index, request, error }),
    );
  }

  function leave(): void {
    if (isOver || broken) return;
    // a generator that waits for something takes this up when it goes on, if ever
    Promise.resolve()
      .then(() => source.return?.())
      .catch(() => undefined);
  }
}

function iteratorOf<Item>(items: Iterable<Item> | AsyncIterable<Item>): AsyncIterator<Item> | Iterator<Item> {
  return Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
}
