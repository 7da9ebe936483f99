import type { RateLimit } from "../types.ts";
import type { HeaderReader } from "./error-facts.ts";

/** What the headers of OpenAI (`x-ratelimit-*`) and Anthropic (`anthropic-ratelimit-*`) say is still allowed. */
export function rateLimitOf(headers: HeaderReader, nowMs = Date.now()): RateLimit | undefined {
  const remaining = (kind: string): number | undefined =>
    countIn(headers.get(`x-ratelimit-remaining-${kind}`) ?? headers.get(`anthropic-ratelimit-${kind}-remaining`));
  const requests = remaining("requests");
  const tokens = remaining("tokens");
  if (requests === undefined && tokens === undefined) return undefined;
  const resets = ["requests", "tokens"].flatMap((kind) => {
    const text = headers.get(`x-ratelimit-reset-${kind}`) ?? headers.get(`anthropic-ratelimit-${kind}-reset`);
    return text ? [untilMs(text, nowMs)] : [];
  });
  const known = resets.filter((value) => value !== undefined);
  return {
    ...(requests !== undefined && { remainingRequests: requests }),
    ...(tokens !== undefined && { remainingTokens: tokens }),
    ...(known.length > 0 && { resetMs: Math.max(...known) }),
  };
}

function countIn(text: string | null): number | undefined {
  return text !== null && /^\d+$/.test(text) ? Number(text) : undefined;
}

const unitMs = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** OpenAI says `6m0s` or `20ms`, Anthropic gives a date. */
function untilMs(text: string, nowMs: number): number | undefined {
  if (/^(\d+(\.\d+)?(ms|s|m|h|d))+$/.test(text))
    return [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)].reduce(
      (sum, [, amount, unit]) => sum + Number(amount) * unitMs[unit as keyof typeof unitMs],
      0,
    );
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
}
