import { setImmediate } from "node:timers/promises";
import type { Cell, MatrixRow, RecordedAttempt } from "../matrix/index.ts";
import { inputTokensOf, type Message, type Model, outputTokensOf, sumKnown } from "../models/index.ts";
import { type Attempt, runTier } from "../workflow/index.ts";
import type { EvaluationCase, Suite } from "./suite.ts";

export interface RecordOptions<Value, Expected> {
  readonly suite: Suite<Value, Expected>;
  readonly cases: readonly EvaluationCase<Expected>[];
  /** Model by arm name. */
  readonly arms: Readonly<Record<string, Model>>;
  readonly maxRepairs?: number;
  /** Cases under way at once. */
  readonly concurrency?: number;
}

/** Runs every case on every arm through the workflow's own attempts; rows come in the order of the cases. */
export async function* recordMatrix<Value, Expected>(
  options: RecordOptions<Value, Expected>,
): AsyncGenerator<MatrixRow> {
  const { default: pLimit } = await import("p-limit");
  const limit = pLimit(options.concurrency ?? 8);
  const pending = options.cases.map((testCase) => limit(() => recordRow(options, testCase)));
  // one failure ends the run; the rows behind it are then nobody's to await
  for (const row of pending) row.catch(() => undefined);
  try {
    for (const row of pending) yield await row;
  } finally {
    limit.clearQueue();
  }
}

async function recordRow<Value, Expected>(
  { suite, arms, maxRepairs = 1 }: RecordOptions<Value, Expected>,
  testCase: EvaluationCase<Expected>,
): Promise<MatrixRow> {
  // models that answer inside the process would otherwise keep timers and progress waiting
  await setImmediate();
  const outcomes: Record<string, Cell> = {};
  for (const [arm, model] of Object.entries(arms)) {
    const attempts = await runTier({
      tier: arm,
      model,
      messages: messagesOf(suite.system, testCase.input),
      checks: suite.checks,
      context: undefined,
      maxRepairs,
    });
    outcomes[arm] = toCell(suite, testCase, attempts);
  }
  const { id, input, slices, cluster, risk, expected } = testCase;
  return { id, prompt: input, slices, cluster, risk, expected, outcomes };
}

function messagesOf(system: string, input: string): Message[] {
  return [
    { role: "system", content: system },
    { role: "user", content: input },
  ];
}

function toCell<Value, Expected>(
  suite: Suite<Value, Expected>,
  { expected }: EvaluationCase<Expected>,
  attempts: readonly Attempt<Value>[],
): Cell {
  const { verdict, answer } = attempts.at(-1)!;
  const value = verdict.kind === "accepted" ? verdict.value : undefined;
  const success = value !== undefined && suite.isRight(value, expected);
  const costNanoUsd = sumKnown(attempts.map((attempt) => attempt.costNanoUsd));
  const usages = attempts.map((attempt) => attempt.answer?.usage ?? null);
  return {
    score: Number(success),
    success,
    costUsd: costNanoUsd === null ? null : costNanoUsd / 1e9,
    costNanoUsd,
    inputTokens: sumKnown(usages.map(inputTokensOf)),
    outputTokens: sumKnown(usages.map(outputTokensOf)),
    latencyMs: attempts.reduce((sum, attempt) => sum + (attempt.answer?.latencyMs ?? 0), 0),
    response: answer?.text ?? null,
    verdict: verdict.kind,
    ...(answer?.confidence && { confidence: answer.confidence.overall }),
    ...(suite.isExact && { isExact: value !== undefined && suite.isExact(value, expected) }),
    attempts: attempts.map(toRecorded),
  };
}

function toRecorded({ kind, model, costNanoUsd, answer, verdict }: Attempt): RecordedAttempt {
  return {
    kind,
    model,
    costNanoUsd,
    usage: answer?.usage ?? null,
    latencyMs: answer?.latencyMs ?? 0,
    verdict: verdict.kind,
    ...(answer && { response: answer.text }),
    ...(answer?.confidence && { confidence: answer.confidence.overall }),
  };
}
