import type { ModelRequest } from "../../models/index.ts";
import { affordable } from "../limits/affordable.ts";
import { type Failure, isPassed } from "../verdicts/verdict.ts";
import { type Admitted, admit } from "./admit.ts";
import type { Attempt } from "./attempt.ts";
import { attemptOnce } from "./attempt-once.ts";
import type { CallResult } from "./call-model.ts";
import type { Job, ModelRung, Step } from "./job.ts";
import { repairStep } from "./repair.ts";
import { retryStep } from "./retry.ts";

export interface TierResult<Value> {
  /** Every attempt; the last carries the tier's verdict. */
  readonly attempts: readonly Attempt<Value>[];
  /** Why a further call was not made, where one was called for. */
  readonly refused?: Failure;
}

/** Asks one tier until an answer passes, or neither retry nor repair is of use any more. */
export async function askTier<Value, Context>(
  job: Job<Value, Context>,
  rung: ModelRung,
  request: ModelRequest,
): Promise<TierResult<Value>> {
  const attempts: Attempt<Value>[] = [];
  let next: Step | undefined = { kind: "first", request: affordable(job.guards, rung.model, request), waitedMs: 0 };
  while (next) {
    const step: Step = next;
    const admission = admit(job, rung.model, step.request);
    if (admission.failure) return { attempts, refused: admission.failure };
    const attempt = await attemptWith(admission, job, rung, step);
    attempts.push(attempt);
    next = isPassed(attempt.verdict) ? undefined : await nextStep(job, rung, attempts, step);
  }
  return { attempts };
}

/** Whatever becomes of the call, what was set aside for it is given back and its circuit hears of it. */
async function attemptWith<Value, Context>(
  admission: Admitted,
  job: Job<Value, Context>,
  rung: ModelRung,
  step: Step,
): Promise<Attempt<Value>> {
  let made: { readonly attempt: Attempt<Value>; readonly result: CallResult } | undefined;
  try {
    made = await attemptOnce(job, rung, step);
    return made.attempt;
  } finally {
    admission.done(made?.result, made?.attempt);
  }
}

async function nextStep<Value, Context>(
  job: Job<Value, Context>,
  { model }: ModelRung,
  attempts: readonly Attempt<Value>[],
  step: Step,
): Promise<Step | undefined> {
  if (job.abort.signal.aborted) return undefined;
  const repairs = attempts.filter(({ kind }) => kind === "repair").length;
  const repair = repairs < job.settings.maxRepairs ? repairStep(attempts, step, model) : undefined;
  return repair ?? retryStep(job, attempts, step);
}
