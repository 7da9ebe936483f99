/** What can be read off a thrown thing without knowing its class: two versions of one SDK share no classes. */
export interface ErrorFacts {
  readonly status?: number;
  /** Codes and types by which the provider, or the network, names the cause; from the whole chain of causes. */
  readonly names: readonly string[];
  readonly message: string;
  readonly headers?: HeaderReader;
  readonly requestId?: string;
}

export interface HeaderReader {
  get(name: string): string | null;
}

const longestChain = 6;

export function errorFacts(error: unknown): ErrorFacts {
  const chain = causesOf(error);
  const status = chain.map(({ status }) => status).find((value) => typeof value === "number");
  const headers = chain.map(({ headers }) => headers).find(isHeaderReader);
  const requestId = chain.map(({ requestID }) => requestID).find((value) => typeof value === "string");
  return {
    ...(typeof status === "number" && { status }),
    names: chain.flatMap(namesOf),
    message: chain
      .flatMap(({ message }) => (typeof message === "string" && message !== "" ? [message] : []))
      .join(": "),
    ...(headers && { headers }),
    ...(typeof requestId === "string" && { requestId }),
  };
}

type Link = Readonly<Record<string, unknown>>;

/** The error, the provider's body that it carries, and the errors that caused it. */
function causesOf(error: unknown): Link[] {
  const chain: Link[] = [];
  for (let next: unknown = error; isLink(next) && chain.length < longestChain; next = next.cause) chain.push(next);
  return chain;
}

/** A provider's own error sits under `error`, at Anthropic once more under that. */
function namesOf(link: Link): string[] {
  const bodies = [link, link.error, isLink(link.error) ? link.error.error : undefined].filter(isLink);
  return bodies
    .flatMap(({ code, type, name }) => [code, type, name])
    .filter((name): name is string => typeof name === "string");
}

function isLink(value: unknown): value is Link {
  return typeof value === "object" && value !== null;
}

function isHeaderReader(value: unknown): value is HeaderReader {
  return isLink(value) && typeof value.get === "function";
}
