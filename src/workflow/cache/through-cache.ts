import type { Job } from "../ladder/job.ts";
import { settled } from "../limits/request-abort.ts";
import { judge } from "../verdicts/judge.ts";
import type { Verdict } from "../verdicts/verdict.ts";
import type { AnswerCache, Landing, StoredAnswer } from "./answer-cache.ts";

/** An answer that cost nothing. */
export interface CacheHit<Value> {
  readonly from: "hit" | "shared";
  readonly stored: StoredAnswer;
  readonly verdict: Extract<Verdict<Value>, { kind: "accepted" }>;
}

/**
 * Looks for a kept answer, then for the same request under way, else does the work as the one that others wait for. What is
 * found is held against schema, rules and citations as if it had just come.
 */
export async function throughCache<Value, Context, Worked>(
  cache: AnswerCache,
  key: string,
  job: Job<Value, Context>,
  work: () => Promise<{ readonly worked: Worked; readonly toStore?: StoredAnswer }>,
): Promise<CacheHit<Value> | { readonly from: "miss"; readonly worked: Worked }> {
  const kept = await accept("hit", cache.get(key), job);
  if (kept) return kept;
  // of a request that was ended early the next one takes the place; where one came to nothing, each works for itself
  for (let flight = cache.flights.get(key); flight; flight = cache.flights.get(key)) {
    const landing = await settled(flight, job.abort.signal, job.services.clock).catch(() => "ended" as const);
    const shared = typeof landing === "object" ? await accept("shared", landing, job) : undefined;
    if (shared) return shared;
    if (job.abort.signal.aborted || landing !== "ended") break;
  }
  return { from: "miss", worked: await lead(cache, key, job, work) };
}

async function lead<Value, Context, Worked>(
  cache: AnswerCache,
  key: string,
  { abort }: Job<Value, Context>,
  work: () => Promise<{ readonly worked: Worked; readonly toStore?: StoredAnswer }>,
): Promise<Worked> {
  let land: (landing: Landing) => void = () => undefined;
  const flight = new Promise<Landing>((resolve) => {
    land = resolve;
  });
  cache.flights.set(key, flight);
  let landing: Landing = "none";
  try {
    const { worked, toStore } = await work();
    if (toStore) {
      cache.set(key, toStore);
      landing = toStore;
    } else if (abort.signal.aborted) landing = "ended";
    return worked;
  } finally {
    if (cache.flights.get(key) === flight) cache.flights.delete(key);
    land(landing);
  }
}

async function accept<Value, Context>(
  from: CacheHit<Value>["from"],
  stored: StoredAnswer | undefined,
  { checks, context, offered }: Job<Value, Context>,
): Promise<CacheHit<Value> | undefined> {
  if (!stored) return undefined;
  const verdict = await judge(stored.answer, checks, context, offered).catch(() => undefined);
  return verdict?.kind === "accepted" ? { from, stored, verdict } : undefined;
}
