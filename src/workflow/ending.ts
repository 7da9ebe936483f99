import type { Decision } from "../policy/index.ts";
import type { Attempt } from "./ladder/attempt.ts";
import type { Climb } from "./ladder/climb-ladder.ts";
import type { Draft, Ending, ToolCallOutcome } from "./outcome.ts";
import { failureOfAbort } from "./verdicts/call-failure.ts";
import { type Failure, isPassed, type Unsure } from "./verdicts/verdict.ts";

/** With tools on offer, a request may also end in calls of them. */
export type AnyEnding<Value> = (
  | Ending<Value>
  | Pick<ToolCallOutcome<Value>, "status" | "toolCalls" | "tier" | "value">
) & { readonly reason: string };

export interface EndingFacts {
  readonly decision: Decision;
  readonly review: "queue" | "none";
  readonly cause: "cancelled" | "deadline" | undefined;
}

/** What the attempts of a request come to. */
export function endingOf<Value>(climb: Climb<Value>, { decision, review, cause }: EndingFacts): AnyEnding<Value> {
  const last = climb.attempts.at(-1);
  const passed = last && isPassed(last.verdict) ? last : undefined;
  const draft = passed ? draftOf(passed) : bestUnsure(climb.attempts);
  const carried = draft ? { draft } : {};
  if (cause === "cancelled") {
    return { status: "cancelled", reason: "the caller aborted", failure: failureOfAbort(cause), ...carried };
  }
  const limit = climb.stopped ?? limitOf(last);
  const queue = review === "none" ? "failed" : "review";
  if (draft && (passed || limit)) {
    const reason = passed
      ? `passed every check at ${draft.tier}`
      : `${limit!.kind}: the best valid answer so far was kept`;
    if (!decision.endsInReview) return acceptedOf(draft, reason);
    return { status: queue, reason: `${reason}, and a person has to see it`, ...carried };
  }
  const failure = limit ?? failureOf(last) ?? climb.skipped.at(-1)?.failure;
  const reason = limit ? limitReason(limit, climb) : `no tier passed: ${listed(climb)}`;
  return { status: limit?.kind === "deadline" ? "failed" : queue, reason, ...(failure && { failure }), ...carried };
}

function acceptedOf<Value>(draft: Draft<Value>, reason: string): AnyEnding<Value> {
  const { tier } = draft;
  return draft.toolCalls
    ? { status: "accepted", toolCalls: draft.toolCalls, tier, reason }
    : { status: "accepted", value: draft.value, tier, reason };
}

function draftOf<Value>({ verdict, tier }: Attempt<Value>): Draft<Value> | undefined {
  if (verdict.kind === "accepted" || verdict.kind === "low-confidence") return { tier, value: verdict.value };
  return verdict.kind === "tool-calls" ? { tier, toolCalls: verdict.toolCalls } : undefined;
}

/** Valid but unsure answers: the surest, of equals the later. */
function bestUnsure<Value>(attempts: readonly Attempt<Value>[]): Draft<Value> | undefined {
  let best: { readonly attempt: Attempt<Value>; readonly confidence: number } | undefined;
  for (const attempt of attempts) {
    const { verdict } = attempt;
    if (verdict.kind !== "low-confidence" || verdict.confidence < (best?.confidence ?? 0)) continue;
    best = { attempt, confidence: verdict.confidence };
  }
  return best && draftOf(best.attempt);
}

/** A deadline that passed during the last call forbids the next one too. */
function limitOf(last: Attempt | undefined): Failure | undefined {
  return last?.verdict.kind === "deadline" ? last.verdict : undefined;
}

function failureOf<Value>(last: Attempt<Value> | undefined): Failure | Unsure<Value> | undefined {
  return last && !isPassed(last.verdict) ? last.verdict : undefined;
}

function limitReason<Value>({ kind }: Failure, climb: Climb<Value>): string {
  const before = listed(climb);
  return `${kind}: no further call could be made${before === "" ? "" : ` after ${before}`}`;
}

function listed<Value>({ attempts, skipped }: Climb<Value>): string {
  const asked = attempts.map(({ tier, verdict }) => `${tier} ${verdict.kind}`);
  return [...asked, ...skipped.map(({ tier, failure }) => `${tier} ${failure.kind}`)].join(", ");
}
