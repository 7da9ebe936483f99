import { randomUUID } from "node:crypto";
import { type Complexity, scoreComplexity } from "../complexity/index.ts";
import type { Decision } from "../policy/index.ts";
import { acceptedAttempt } from "./accepted-attempt.ts";
import { type Gathered, gatherContext } from "./context/gather-context.ts";
import { decide } from "./decide.ts";
import { type AnyEnding, endingOf } from "./ending.ts";
import type { Climb } from "./ladder/climb-ladder.ts";
import { type RequestAbort, requestAbort } from "./limits/request-abort.ts";
import { sumOfSpend } from "./limits/spend-of.ts";
import type { OutcomeFacts } from "./outcome.ts";
import type { CheckedRequest } from "./request.ts";
import { jobOf, modelRequestOf, type RouterParts } from "./router-parts.ts";
import type { Stage } from "./stream/stage.ts";
import { failureOfAbort } from "./verdicts/call-failure.ts";
import { type Work, work } from "./work.ts";

export type AnyOutcome<Value> = OutcomeFacts<Value> & AnyEnding<Value>;

/** One request through: retrieve → permit → trim → score → decide → climb the ladder → outcome. */
export async function runRequest<Value, Context>(
  parts: RouterParts<Value, Context>,
  request: CheckedRequest<Context>,
  stage?: Stage,
): Promise<AnyOutcome<Value>> {
  const { options, services } = parts;
  const { clock } = services;
  const { retrieve, permit, limits = {}, embedder } = options;
  const startedAt = clock.now();
  const deadlineMs = request.deadlineMs ?? limits.deadlineMs;
  const abort = requestAbort(clock, { signal: request.signal, deadlineMs });
  try {
    const id = randomUUID();
    const gathered = await gatherContext({
      retrieve,
      permit,
      promptTokens: limits.promptTokens,
      request,
      abort,
      clock,
    });
    const complexity = scoreComplexity(request.userText, embedder ? { embedder } : {});
    const modelRequest = modelRequestOf(parts, request, gathered);
    const decision = decide(parts, request, modelRequest, complexity);
    // what a person has to see first is shown to nobody else before
    const shown = decision.endsInReview ? undefined : stage;
    const job = jobOf(parts, request, { id, gathered, modelRequest, abort, stage: shown });
    const done = gathered.failure ? withoutCalls<Value>(abort, gathered) : await work(parts, job, request, decision);
    const outcome = outcomeOf(done, { id, complexity, decision, gathered, abort, review: options.review ?? "queue" });
    finish(parts, request, done, outcome, shown);
    return { ...outcome, latencyMs: clock.now() - startedAt };
  } finally {
    abort.dispose();
  }
}

function withoutCalls<Value>(abort: RequestAbort, { failure }: Gathered): Work<Value> {
  const stopped = failureOfAbort(abort.cause()) ?? failure!;
  return { from: "off", climb: { attempts: [], skipped: [], stopped } };
}

interface Facts {
  readonly id: string;
  readonly complexity: Complexity;
  readonly decision: Decision;
  readonly gathered: Gathered;
  readonly abort: RequestAbort;
  readonly review: "queue" | "none";
}

const noCalls: Climb<never> = { attempts: [], skipped: [] };

function outcomeOf<Value>(done: Work<Value>, facts: Facts): AnyOutcome<Value> {
  const { id, complexity, decision, gathered, abort, review } = facts;
  const { attempts, skipped } = "climb" in done ? done.climb : noCalls;
  const ending: AnyEnding<Value> =
    "climb" in done ? endingOf(done.climb, { decision, review, cause: abort.cause() }) : endingOfHit(done);
  return {
    id,
    complexity,
    decision,
    attempts,
    skipped,
    escalations: Math.max(0, new Set(attempts.map(({ tier }) => tier)).size - 1),
    ...sumOfSpend(attempts),
    cache: done.from,
    ...(gathered.report && { context: gathered.report }),
    latencyMs: 0,
    ...ending,
  };
}

function endingOfHit<Value>({
  from,
  stored,
  verdict,
}: Extract<Work<Value>, { from: "hit" | "shared" }>): AnyEnding<Value> {
  const reason = from === "hit" ? "answered before, from the cache" : "answered with an identical request under way";
  return { status: "accepted", value: verdict.value, tier: stored.tier, reason };
}

/** Shows the text that was accepted, and remembers where the conversation stands. */
function finish<Value, Context>(
  { conversations }: RouterParts<Value, Context>,
  { tenant, conversation: name }: CheckedRequest<Context>,
  done: Work<Value>,
  outcome: AnyOutcome<Value>,
  stage: Stage | undefined,
): void {
  if (outcome.status !== "accepted") return;
  const answer = "climb" in done ? acceptedAttempt(outcome)?.answer : done.stored.answer;
  if (!answer) return;
  stage?.settle(answer.text);
  if (name !== undefined && "climb" in done) conversations.remember({ tenant, name }, outcome.tier, answer);
}
