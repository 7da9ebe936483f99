const longest = 500;

/** What keys look like in the messages of clients and proxies. */
const secrets = [
  /\b(?:sk|pk|rk|key|api)[-_][A-Za-z0-9_-]{8,}/g,
  /\b(?:Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{8,}/gi,
  /((?:api[-_]?key|token|secret|password|authorization)["']?\s*[=:]\s*["']?)[^\s"'&,}]+/gi,
  /(\/\/[^/\s:@]+:)[^/\s@]+@/g,
];

/** The message of an error on one line, without anything that looks like a key: outcomes and events are kept and shown. */
export function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const hidden = secrets.reduce((text, secret) => text.replace(secret, hide), message.slice(0, 4 * longest));
  return hidden.length > longest ? `${hidden.slice(0, longest)}…` : hidden;
}

/** Keeps what stands before the secret, where the pattern says what that is. */
function hide(_match: string, before: unknown): string {
  return `${typeof before === "string" ? before : ""}[hidden]`;
}
