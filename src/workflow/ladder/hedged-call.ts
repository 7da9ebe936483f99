import { onAbort } from "../limits/on-abort.ts";
import { nothingSpent, type Spend, spendOfResult } from "../limits/spend-of.ts";
import { boundsOf } from "../limits/worst-case.ts";
import { admit } from "./admit.ts";
import { type CallResult, callModel } from "./call-model.ts";
import type { Job, ModelRung, Step } from "./job.ts";

export interface HedgedResult {
  readonly result: CallResult;
  /** What the other call of the two spent, where there were two. */
  readonly beside?: Spend;
}

/**
 * One call, or two of the same where the first is slow to answer and budget and health allow it: the first good answer
 * counts, the other call is stopped. Where text is shown as it comes there is one, since two cannot be shown.
 */
export async function hedgedCall<Value, Context>(
  job: Job<Value, Context>,
  rung: ModelRung,
  step: Step,
): Promise<HedgedResult> {
  const { settings, services, stage } = job;
  if (!settings.hedge || stage) return { result: await callModel(job, rung, step) };
  const startedAt = services.clock.now();
  const first = startCall(job, rung, step, settings.hedge.afterMs);
  if (!(await first.isSlow)) return { result: await first.result };
  const admission = admit(job, rung.model, step.request);
  if (admission.failure) return { result: await first.result };
  const second = startCall(job, rung, step);
  const [won, lost] = await firstGood(first, second);
  lost.stop();
  const beside = lost.ended ? spendOfResult(lost.ended, rung.model, step.request) : unknownSpend(rung, step);
  // the attempt counts what both spent; this only gives back what was set aside
  admission.done(lost.ended, nothingSpent);
  return { result: { ...(await won.result), latencyMs: services.clock.now() - startedAt }, beside };
}

interface Call {
  readonly result: Promise<CallResult>;
  /** What it came to; undefined while it runs. */
  readonly ended: CallResult | undefined;
  /** Whether it had not answered some time after it began. */
  readonly isSlow: Promise<boolean>;
  stop(): void;
}

function startCall<Value, Context>(
  job: Job<Value, Context>,
  rung: ModelRung,
  step: Step,
  afterMs = Number.POSITIVE_INFINITY,
): Call {
  const own = new AbortController();
  const letGo = onAbort(job.abort.signal, () => own.abort());
  let cancelTimer: (() => void) | undefined;
  let ended: CallResult | undefined;
  let sayIsSlow: (isSlow: boolean) => void = () => undefined;
  const isSlow = new Promise<boolean>((resolve) => {
    sayIsSlow = resolve;
  });
  const onStart = (): void => {
    if (afterMs < Number.POSITIVE_INFINITY)
      cancelTimer = job.services.clock.after(afterMs, () => sayIsSlow(!job.abort.signal.aborted));
  };
  const ownJob = { ...job, abort: { ...job.abort, signal: own.signal } };
  const result = callModel(ownJob, rung, step, onStart).then((came) => {
    ended = came;
    cancelTimer?.();
    letGo();
    sayIsSlow(false);
    return came;
  });
  return {
    result,
    isSlow,
    get ended() {
      return ended;
    },
    stop: () => own.abort(),
  };
}

/** The call that answered first, else the first of the two that failed. */
async function firstGood(first: Call, second: Call): Promise<[won: Call, lost: Call]> {
  await Promise.race([first.result, second.result]);
  const [earlier, later] = first.ended ? [first, second] : [second, first];
  if ("answer" in (await earlier.result)) return [earlier, later];
  return "answer" in (await later.result) ? [later, earlier] : [first, second];
}

function unknownSpend({ model }: ModelRung, { request }: Step): Spend {
  return { usage: null, costNanoUsd: null, spend: boundsOf(model, request) };
}
