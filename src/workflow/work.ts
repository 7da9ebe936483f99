import type { Decision } from "../policy/index.ts";
import { cacheKey } from "./cache/cache-key.ts";
import { type CacheHit, throughCache } from "./cache/through-cache.ts";
import { checkTiers } from "./check-options.ts";
import type { Document } from "./context/documents.ts";
import { type Climb, climbLadder } from "./ladder/climb-ladder.ts";
import type { Job } from "./ladder/job.ts";
import type { CheckedRequest } from "./request.ts";
import type { RouterParts } from "./router-parts.ts";

/** What was done for a request: calls, or an answer found. */
export type Work<Value> =
  | { readonly from: "off" | "miss"; readonly climb: Climb<Value> }
  | ({ readonly from: "hit" | "shared" } & CacheHit<Value>);

/** Climbs the ladder, unless the cache knows the answer. What a person has to see is always made anew. */
export async function work<Value, Context>(
  parts: RouterParts<Value, Context>,
  job: Job<Value, Context>,
  request: CheckedRequest<Context>,
  decision: Decision,
): Promise<Work<Value>> {
  const { policy, tiers, cache } = parts.options;
  const climb = async (): Promise<Climb<Value>> => {
    const rungs = policy.rungsFrom(decision);
    checkTiers(
      rungs.map(({ tier }) => tier),
      tiers,
    );
    return climbLadder(job, rungs, tiers);
  };
  const isOff = !cache || request.useCache === false || decision.endsInReview;
  const key = isOff ? undefined : keyOf(parts, job, request, decision);
  if (!cache || key === undefined) return { from: "off", climb: await climb() };
  const found = await throughCache(cache, key, job, async () => {
    const worked = await climb();
    const last = worked.attempts.at(-1);
    const isKept = last?.verdict.kind === "accepted" && last.answer;
    return { worked, ...(isKept && { toStore: { answer: isKept, tier: last.tier } }) };
  });
  return found.from === "miss" ? { from: "miss", climb: found.worked } : found;
}

function keyOf<Value, Context>(
  { version }: RouterParts<Value, Context>,
  { request: modelRequest, offered, context }: Job<Value, Context>,
  { tenant, risk = "normal" }: CheckedRequest<Context>,
  decision: Decision,
): string | undefined {
  const labels = (offered.documents ?? []).flatMap((document: Document) => document.labels ?? []);
  // null and nothing are two contexts
  const told = context === undefined ? [] : [context];
  return cacheKey({ tenant, labels, version, content: [modelRequest, told, risk, decision.tier] });
}
