import type { Model, ModelRequest } from "../../models/index.ts";
import { type CallHealth, healthOf } from "../limits/circuit-breaker.ts";
import { reserveAll } from "../limits/spend-guard.ts";
import type { Spend } from "../limits/spend-of.ts";
import { boundsOf } from "../limits/worst-case.ts";
import { failureOfAbort } from "../verdicts/call-failure.ts";
import { type Failure, failure } from "../verdicts/verdict.ts";
import type { CallResult } from "./call-model.ts";
import type { Job } from "./job.ts";

/** Leave to make one call. */
export interface Admitted {
  readonly failure?: undefined;
  /** Gives back what was set aside; without a result, where not even that is known. Never throws. */
  done(result: CallResult | undefined, spend: Spend | undefined): void;
}

export type Admission = { readonly failure: Failure } | Admitted;

/** Deadline, budget and health first, then the call. */
export function admit<Value, Context>(job: Job<Value, Context>, model: Model, request: ModelRequest): Admission {
  const ended = failureOfAbort(job.abort.remainingMs() <= 0 ? (job.abort.cause() ?? "deadline") : job.abort.cause());
  if (ended) return { failure: ended };
  const reserved = reserve(job, model, request);
  if ("kind" in reserved) return { failure: reserved };
  const report = job.services.gateOf(model.id).breaker.enter();
  if (!report) {
    reserved.settle(0);
    return { failure: failure("circuit-open", "a model in working order", model.id) };
  }
  return {
    done: (result, spend) => {
      // what is unknown is taken at its worst, so that a budget holds all the same
      reserved.settle(spend?.costNanoUsd ?? spend?.spend.mostNanoUsd ?? reserved.worstNanoUsd);
      report(result ? healthOfResult(job, result) : "unknown");
      if (result) observe(job, model, result);
    },
  };
}

interface Reservation {
  readonly worstNanoUsd: number;
  settle(spentNanoUsd: number): void;
}

const nothingReserved: Reservation = { worstNanoUsd: 0, settle: () => undefined };

function reserve<Value, Context>(
  { guards }: Job<Value, Context>,
  model: Model,
  request: ModelRequest,
): Reservation | Failure {
  if (guards.length === 0) return nothingReserved;
  const worst = boundsOf(model, request).mostNanoUsd;
  if (worst === null) return failure("budget", "a model whose worst cost is known", model.id, ["budgetUsd"]);
  const reserved = reserveAll(guards, worst);
  if (typeof reserved === "function") return { worstNanoUsd: worst, settle: reserved };
  const { limitNanoUsd, spentNanoUsd, reservedNanoUsd } = reserved;
  const left = (limitNanoUsd - spentNanoUsd - reservedNanoUsd) / 1e9;
  return failure("budget", `a call that costs at most the ${left} USD left`, worst / 1e9, ["budgetUsd"]);
}

function healthOfResult<Value, Context>({ abort }: Job<Value, Context>, result: CallResult): CallHealth {
  if ("answer" in result) return "good";
  return result.isStarted && abort.cause() === undefined ? healthOf(result.error) : "unknown";
}

function observe<Value, Context>({ services }: Job<Value, Context>, model: Model, result: CallResult): void {
  const gate = services.gateOf(model.id);
  if ("answer" in result) gate.observeAnswer(result.answer, result.latencyMs);
  else gate.observeError(result.error);
}
