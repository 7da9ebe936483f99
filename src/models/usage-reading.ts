import { showValue } from "../errors/index.ts";
import type { ModelAnswer, Usage } from "./types.ts";

/** What an answer says that it used; null with a warning where it says something that cannot be. */
export type UsageReading = Pick<ModelAnswer, "usage" | "warnings" | "spend">;

/** Nothing was said of usage. */
export const unsaid: UsageReading = { usage: null };

/** Something was said that cannot be right: what the call used is then not known, and bounds stand in for it. */
export function unbelievable(warning: string, rest: Pick<UsageReading, "spend"> = {}): UsageReading {
  return { usage: null, warnings: [warning], ...rest };
}

/** A number of tokens: whole, not negative, and small enough to be counted exactly. */
export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/**
 * Reads counts by their names on the wire; those that are absent are 0. The first that is no count is a warning instead.
 * Counts come from servers of all kinds: half a token, a negative one or a text would break the arithmetic of money.
 */
export function readCounts<Name extends string>(said: Readonly<Record<Name, unknown>>): Record<Name, number> | string {
  const counts = { ...said } as Record<string, unknown>;
  for (const name in counts) counts[name] ??= 0;
  return oddCount(counts) ?? (counts as Record<Name, number>);
}

/** What is wrong with a usage in our own words, whoever made it; null when nothing is. */
export function oddUsage({ inputTokens, outputTokens, otherBilled = {} }: Usage): string | null {
  const { noCache, cacheRead, cacheWrite, cacheWriteByRetention: kept = {} } = inputTokens;
  const { text, reasoning } = outputTokens;
  const odd = oddCount({ noCache, cacheRead, cacheWrite, text, reasoning }) ?? oddCount(kept) ?? oddCount(otherBilled);
  if (odd !== null) return odd;
  let told = 0;
  for (const retention in kept) told += kept[retention]!;
  return told > cacheWrite ? `usage: ${told} tokens written to caches by retention, of ${cacheWrite} in all` : null;
}

function oddCount(counts: Readonly<Record<string, unknown>>): string | null {
  // A plain loop: every call's usage is looked at several times.
  for (const name in counts)
    if (!isCount(counts[name])) return `usage: expected a whole number of ${name}, got ${showValue(counts[name])}`;
  return null;
}
