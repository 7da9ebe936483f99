import { showValue } from "../errors/index.ts";
import { type Issue, type Message, type Model, type ModelAnswer, type ModelRequest, priceOf } from "../models/index.ts";
import { type Checks, judge, type Verdict } from "./verdict.ts";

/** One model call and everything it spent. */
export interface Attempt<Value = unknown> {
  readonly kind: "first" | "repair";
  readonly tier: string;
  readonly model: string;
  /** null when the call itself failed: then nothing is known of what it spent. */
  readonly answer: ModelAnswer | null;
  readonly verdict: Verdict<Value>;
  /** Integer nano-dollars; null when price or usage is unknown. */
  readonly costNanoUsd: number | null;
}

export interface TierRun<Value, Context> {
  readonly tier: string;
  readonly model: Model;
  readonly messages: readonly Message[];
  readonly checks: Checks<Value, Context>;
  readonly context: Context;
  readonly maxRepairs: number;
  readonly signal?: AbortSignal;
}

/**
 * Asks one tier, and tells it what was wrong until its answer passes or the repairs are used up.
 * Every attempt is kept; the last one carries the tier's verdict. Refusals and failed calls are not repaired, and nothing
 * more is asked once the caller has aborted.
 */
export async function runTier<Value, Context>(run: TierRun<Value, Context>): Promise<Attempt<Value>[]> {
  const attempts: Attempt<Value>[] = [];
  let request: ModelRequest = { messages: run.messages, ...(run.signal && { signal: run.signal }) };
  for (;;) {
    const attempt = await attemptOnce(run, request, attempts.length === 0 ? "first" : "repair");
    attempts.push(attempt);
    const isOver = attempts.length > run.maxRepairs || !isRepairable(attempt.verdict) || run.signal?.aborted;
    if (isOver || !attempt.answer) return attempts;
    request = repairRequest(request, attempt.answer.text, issuesSoFar(attempts));
  }
}

async function attemptOnce<Value, Context>(
  { tier, model, checks, context }: TierRun<Value, Context>,
  request: ModelRequest,
  kind: Attempt["kind"],
): Promise<Attempt<Value>> {
  let answer: ModelAnswer | null = null;
  let verdict: Verdict<Value>;
  try {
    answer = await model.generate(request);
    verdict = await judge(answer, checks, context);
  } catch (error) {
    verdict = callFailure(error, answer);
  }
  const costNanoUsd = answer ? priceOf(answer.usage, model.price) : null;
  return { kind, tier, model: model.id, answer, verdict, costNanoUsd };
}

/** A call that threw is a transport failure; a check that threw could not say that the answer is right. */
function callFailure(error: unknown, answer: ModelAnswer | null): Verdict<never> {
  const message = error instanceof Error ? error.message : String(error);
  return answer
    ? { kind: "check-failed", issues: [{ path: [], expected: "a check that ends", value: message }] }
    : { kind: "transport", issues: [{ path: [], expected: "an answer", value: message }] };
}

function isRepairable({ kind }: Verdict<unknown>): boolean {
  return kind === "not-json" || kind === "wrong-schema" || kind === "rule-broken" || kind === "empty";
}

function issuesSoFar(attempts: readonly Attempt[]): Issue[] {
  return attempts.flatMap(({ verdict }) => (verdict.kind === "accepted" ? [] : verdict.issues));
}

/** The same conversation with the failed answer and what was wrong with it. */
function repairRequest(request: ModelRequest, previousText: string, issues: readonly Issue[]): ModelRequest {
  const notes = issues.map(
    ({ path, expected, value }) => `- ${path.join(".") || "answer"}: expected ${expected}, got ${showValue(value)}`,
  );
  const failed: Message[] = previousText.trim() === "" ? [] : [{ role: "assistant", content: previousText }];
  const note = `That answer did not pass:\n${notes.join("\n")}\nAnswer again, in full.`;
  return {
    ...request,
    messages: [...request.messages, ...failed, { role: "user", content: note }],
    repair: { previousText, issues },
  };
}
