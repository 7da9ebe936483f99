import type { Outgoing } from "./watched-fetch.ts";

/** Headers that say nothing secret; every other one may carry a key, under whatever name a gateway wants it. */
const plainHeaders =
  /^(accept|content-.*|user-agent|host|connection|idempotency-key|x-stainless-.*|anthropic-(version|beta|dangerous-.*)|openai-(organization|project|beta))$/;
const secretHeaders = /authorization|cookie|key|token|secret/;
const secretParameters = /key|token|secret|sig|password|^code$/i;
/** A shorter value of a header that need not be a key is as likely a word. */
const shortestKey = 8;

/** What must not be seen of requests: their keys, by whatever way they were set on the client. Longest first. */
export function sentSecrets(sent: readonly Outgoing[]): string[] {
  const found = sent.flatMap(({ url, headers }) => [...inHeaders(new Headers(headers)), ...inAddress(url)]);
  return [...new Set(found)].sort((one, other) => other.length - one.length);
}

function inHeaders(headers: Headers): string[] {
  return [...headers].flatMap(([name, value]) => {
    if (secretHeaders.test(name))
      return [value, ...value.split(/[\s,;=]+/).filter((part) => part.length >= shortestKey)];
    return plainHeaders.test(name) || value.length < shortestKey ? [] : [value];
  });
}

function inAddress(url: string): string[] {
  if (!URL.canParse(url)) return [];
  const { searchParams, username, password } = new URL(url);
  const parameters = [...searchParams].flatMap(([name, value]) => (secretParameters.test(name) ? [value] : []));
  return [...parameters, username, password].filter((value) => value !== "");
}
