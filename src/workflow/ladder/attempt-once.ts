import { Abandoned, settled } from "../limits/request-abort.ts";
import { type Spend, spendOfResult, sumOfSpend } from "../limits/spend-of.ts";
import { failureOfAbort, failureOfCall, failureOfCheck } from "../verdicts/call-failure.ts";
import { judge, judgeConfidence } from "../verdicts/judge.ts";
import { isPassed, issuesOf, type Verdict } from "../verdicts/verdict.ts";
import type { Attempt } from "./attempt.ts";
import type { CallResult } from "./call-model.ts";
import { type HedgedResult, hedgedCall } from "./hedged-call.ts";
import type { Job, ModelRung, Step } from "./job.ts";

/** Makes one call and holds what comes back against the checks. Never throws. */
export async function attemptOnce<Value, Context>(
  job: Job<Value, Context>,
  rung: ModelRung,
  step: Step,
): Promise<{ readonly attempt: Attempt<Value>; readonly result: CallResult }> {
  const { kind, waitedMs } = step;
  const facts = { requestId: job.id, tier: rung.tier, model: rung.model.id, kind };
  const { events } = job.services;
  events.emit("attempt-start", facts);
  const called = await hedgedCall(job, rung, step);
  const { result } = called;
  const spend = spendOfBoth(called, rung, step);
  const { latencyMs } = result;
  if (events.isHeard("attempt-end")) {
    events.emit("attempt-end", { ...facts, latencyMs, costNanoUsd: spend.costNanoUsd, spend: spend.spend });
  }
  const verdict = await verdictOf(job, result, rung.minConfidence);
  if (events.isHeard("verdict")) events.emit("verdict", { ...facts, ...factsOfVerdict(verdict) });
  if (!isPassed(verdict)) job.stage?.retract(rung.tier, verdict.kind);
  const answer = "answer" in result ? result.answer : null;
  const attempt = { kind, tier: rung.tier, model: rung.model.id, answer, verdict, latencyMs, waitedMs, ...spend };
  return { attempt, result };
}

/** With what a second call beside it spent, where one was made. */
function spendOfBoth({ result, beside }: HedgedResult, { model }: ModelRung, { request }: Step): Spend {
  const spend = spendOfResult(result, model, request);
  return beside ? { usage: spend.usage, ...sumOfSpend([spend, beside]) } : spend;
}

async function verdictOf<Value, Context>(
  { abort, checks, context, offered, services }: Job<Value, Context>,
  result: CallResult,
  minConfidence: number,
): Promise<Verdict<Value>> {
  if ("error" in result) return failureOfAbort(abort.cause()) ?? failureOfCall(result.error);
  try {
    const verdict = await settled(judge(result.answer, checks, context, offered), abort.signal, services.clock);
    return judgeConfidence(verdict, result.answer, minConfidence);
  } catch (error) {
    const ended = error instanceof Abandoned ? failureOfAbort(abort.cause()) : undefined;
    return ended ?? failureOfCheck(error);
  }
}

function factsOfVerdict(verdict: Verdict<unknown>) {
  return {
    verdict: verdict.kind,
    ...("rule" in verdict && verdict.rule !== undefined && { rule: verdict.rule }),
    places: issuesOf(verdict).map(({ path }) => path.join(".")),
  };
}
