import type { HeaderReader } from "./error-facts.ts";

/** How long the provider asks to wait: `retry-after-ms`, else `retry-after` in seconds or as a date. */
export function retryAfterMs(headers: HeaderReader | undefined, nowMs = Date.now()): number | undefined {
  const milliseconds = numberIn(headers?.get("retry-after-ms"));
  if (milliseconds !== undefined) return milliseconds;
  const text = headers?.get("retry-after");
  const seconds = numberIn(text);
  if (seconds !== undefined) return seconds * 1000;
  const date = Date.parse(text ?? "");
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
}

function numberIn(text: string | null | undefined): number | undefined {
  const value = text ? Number(text) : Number.NaN;
  return Number.isFinite(value) && value >= 0 ? value : undefined;
}
