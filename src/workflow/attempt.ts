import { type Issue, type Message, type Model, type ModelAnswer, type ModelRequest, priceOf } from "../models/index.ts";
import { type Checks, judge, type Verdict } from "./verdict.ts";

/** One model call and everything it spent. */
export interface Attempt<Value = unknown> {
  readonly kind: "first" | "repair";
  readonly tier: string;
  readonly model: string;
  readonly answer: ModelAnswer;
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
 * Every attempt is kept; the last one carries the tier's verdict. Refusals are never repaired.
 */
export async function runTier<Value, Context>(run: TierRun<Value, Context>): Promise<Attempt<Value>[]> {
  const attempts: Attempt<Value>[] = [];
  let request: ModelRequest = { messages: run.messages, ...(run.signal && { signal: run.signal }) };
  for (;;) {
    const attempt = await attemptOnce(run, request, attempts.length === 0 ? "first" : "repair");
    attempts.push(attempt);
    if (attempts.length > run.maxRepairs || !isRepairable(attempt.verdict)) return attempts;
    request = repairRequest(request, attempt.answer.text, issuesSoFar(attempts));
  }
}

async function attemptOnce<Value, Context>(
  { tier, model, checks, context }: TierRun<Value, Context>,
  request: ModelRequest,
  kind: Attempt["kind"],
): Promise<Attempt<Value>> {
  const answer = await model.generate(request);
  const verdict = await judge(answer, checks, context);
  return { kind, tier, model: model.id, answer, verdict, costNanoUsd: priceOf(answer.usage, model.price) };
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
    ({ path, expected, value }) =>
      `- ${path.join(".") || "answer"}: expected ${expected}, got ${JSON.stringify(value)}`,
  );
  return {
    ...request,
    messages: [
      ...request.messages,
      { role: "assistant", content: previousText },
      { role: "user", content: `That answer did not pass:\n${notes.join("\n")}\nAnswer again, in full.` },
    ],
    repair: { previousText, issues },
  };
}
