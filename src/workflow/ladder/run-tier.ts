import type { Message, Model } from "../../models/index.ts";
import { systemClock } from "../clock.ts";
import { emitter, type RouterEvents } from "../events.ts";
import { modelGates } from "../limits/model-gate.ts";
import { requestAbort } from "../limits/request-abort.ts";
import type { AnswerChecks } from "../verdicts/checks.ts";
import { askTier } from "./ask-tier.ts";
import type { Attempt } from "./attempt.ts";

export interface TierRun<Value, Context> {
  readonly tier: string;
  readonly model: Model;
  readonly messages: readonly Message[];
  readonly checks: AnswerChecks<Value, Context>;
  readonly context: Context;
  readonly maxRepairs: number;
  readonly signal?: AbortSignal;
}

/** One tier on its own, as a router would ask it: for recording what each tier makes of a case. */
export async function runTier<Value, Context>(run: TierRun<Value, Context>): Promise<readonly Attempt<Value>[]> {
  const { tier, model, messages, checks, context, maxRepairs, signal } = run;
  const abort = requestAbort(systemClock, { signal });
  try {
    const { attempts } = await askTier(
      {
        id: tier,
        request: { messages },
        checks,
        context,
        offered: {},
        abort,
        guards: [],
        settings: { maxRepairs, retry: {}, escalateWith: "fresh", onRefusal: "escalate" },
        services: {
          clock: systemClock,
          random: Math.random,
          gateOf: modelGates(systemClock, { breaker: false }),
          events: emitter<RouterEvents<Value>>(),
          callHooks: [],
        },
      },
      { tier, model, minConfidence: 0 },
      { messages },
    );
    return attempts;
  } finally {
    abort.dispose();
  }
}
