import type { Model, ModelRequest } from "../../models/index.ts";
import type { Rung } from "../../policy/index.ts";
import type { Skip } from "../outcome.ts";
import { type Failure, isPassed, issuesOf } from "../verdicts/verdict.ts";
import { askTier } from "./ask-tier.ts";
import type { Attempt } from "./attempt.ts";
import type { Job } from "./job.ts";
import { withFailedAnswer } from "./repair.ts";

export interface Climb<Value> {
  readonly attempts: readonly Attempt<Value>[];
  readonly skipped: readonly Skip[];
  /** The limit that forbade a further call, where one did. */
  readonly stopped?: Failure;
}

/** Asks tier after tier until an answer passes, the rungs are used up, or a limit forbids the next call. */
export async function climbLadder<Value, Context>(
  job: Job<Value, Context>,
  rungs: readonly Rung[],
  tiers: Readonly<Record<string, Model>>,
): Promise<Climb<Value>> {
  const attempts: Attempt<Value>[] = [];
  const skipped: Skip[] = [];
  let request = job.request;
  let before: { readonly tier: string; readonly reason: string } | undefined;
  for (const { tier, minConfidence } of rungs) {
    const model = tiers[tier]!;
    if (before)
      job.services.events.emit("escalate", { requestId: job.id, from: before.tier, to: tier, reason: before.reason });
    const made = await askTier(job, { tier, model, minConfidence }, request);
    attempts.push(...made.attempts);
    const last = made.attempts.at(-1);
    if (made.refused && made.refused.kind !== "circuit-open") return { attempts, skipped, stopped: made.refused };
    if (made.refused && !last) skipped.push({ tier, model: model.id, failure: made.refused });
    if (last && endsHere(job, last)) break;
    before = { tier, reason: last?.verdict.kind ?? "circuit-open" };
    if (last) request = requestForNext(job, last);
  }
  return { attempts, skipped };
}

function endsHere<Value, Context>({ settings, abort }: Job<Value, Context>, { verdict }: Attempt<Value>): boolean {
  if (isPassed(verdict) || abort.signal.aborted) return true;
  return verdict.kind === "refusal" && settings.onRefusal === "review";
}

function requestForNext<Value, Context>(
  { settings, request }: Job<Value, Context>,
  last: Attempt<Value>,
): ModelRequest {
  if (settings.escalateWith === "fresh" || !last.answer) return request;
  return { ...request, messages: withFailedAnswer(request.messages, last.answer, issuesOf(last.verdict)) };
}
