import { sleep } from "../clock.ts";
import { isPassed } from "../verdicts/verdict.ts";
import type { Attempt } from "./attempt.ts";
import type { Job, RetryOptions, Step } from "./job.ts";

/** Waits as long as it takes and asks the same again; undefined where that is no use or there is no time. */
export async function retryStep<Value, Context>(
  { settings, abort, services: { clock, random } }: Job<Value, Context>,
  attempts: readonly Attempt<Value>[],
  { request }: Step,
): Promise<Step | undefined> {
  const delayMs = delayBefore(attempts, settings.retry, random);
  if (delayMs === undefined || delayMs >= abort.remainingMs()) return undefined;
  const waitingSince = clock.now();
  await sleep(clock, delayMs, abort.signal);
  return { kind: "retry", request, waitedMs: clock.now() - waitingSince };
}

function delayBefore(
  attempts: readonly Attempt[],
  { maxRetries = 2, baseDelayMs = 500, maxDelayMs = 8_000, maxRetryAfterMs = 60_000 }: RetryOptions,
  random: () => number,
): number | undefined {
  const verdict = attempts.at(-1)!.verdict;
  const call = isPassed(verdict) || verdict.kind === "low-confidence" ? undefined : verdict.call;
  const retries = attempts.filter(({ kind }) => kind === "retry").length;
  if (!call?.isRetryable || retries >= maxRetries) return undefined;
  const { retryAfterMs } = call;
  if (retryAfterMs !== undefined) return retryAfterMs <= maxRetryAfterMs ? retryAfterMs : undefined;
  return Math.min(maxDelayMs, baseDelayMs * 2 ** retries) * (1 - random() / 4);
}
