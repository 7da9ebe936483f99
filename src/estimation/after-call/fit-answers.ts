import { cellOf, isSuccess, type MatrixRow } from "../../matrix/index.ts";
import { randomSource } from "../../statistics/index.ts";
import { requestText } from "../request-text.ts";
import { type AnswerEstimator, fitAnswerEstimator, type JudgedAnswer } from "./answer-estimator.ts";

export interface AnswerRows {
  readonly rows: readonly MatrixRow[];
  readonly arms: readonly string[];
  /** Probability of success before the call, row by row and arm by arm, from folds that did not see the row. */
  readonly before: Float32Array;
  /** Rows of one group are never parted. */
  readonly groups: Int32Array;
  readonly successAt: number;
  readonly seed: number;
}

/** More answers than this teach nothing new and cost time. */
const mostAnswers = 6000;
const leastAnswers = 100;
const mostOthers = 2;

/**
 * Learns from the recorded answers of one kind of work. Each is shown with none, one or two other arms' answers, drawn at
 * random, so that the estimator copes with whatever the caller has. Undefined where too few answers were kept.
 */
export function fitAnswers({ rows, arms, before, groups, successAt, seed }: AnswerRows): AnswerEstimator | undefined {
  const random = randomSource(seed);
  const answers: JudgedAnswer[] = [];
  for (const [index, row] of rows.entries()) {
    const responses = arms.map((arm) => cellOf(row, arm)?.response ?? undefined);
    for (const [arm, name] of arms.entries()) {
      const cell = cellOf(row, name);
      const response = responses[arm];
      const isRight = cell && isSuccess(cell, successAt);
      if (!cell || response === undefined || typeof isRight !== "boolean") continue;
      const isAccepted = acceptanceOf(cell.verdict);
      answers.push({
        request: requestText(row),
        response,
        before: before[index * arms.length + arm]!,
        others: drawOthers(responses, arm, random.integer),
        ...(cell.confidence !== undefined && { confidence: cell.confidence }),
        ...(cell.tokenLogProbabilities && { logProbabilities: cell.tokenLogProbabilities }),
        ...(isAccepted !== undefined && { isAccepted }),
        isRight,
        group: groups[index]!,
      });
    }
  }
  if (answers.length < leastAnswers) return undefined;
  const stride = Math.max(1, answers.length / mostAnswers);
  const kept = Array.from(
    { length: Math.min(answers.length, mostAnswers) },
    (_, at) => answers[Math.floor(at * stride)]!,
  );
  return fitAnswerEstimator(kept, { seed });
}

export function acceptanceOf(verdict: string | undefined): boolean | undefined {
  return verdict === undefined ? undefined : verdict === "accepted";
}

function drawOthers(
  responses: readonly (string | undefined)[],
  own: number,
  integer: (bound: number) => number,
): string[] {
  const wanted = integer(mostOthers + 1);
  const others: string[] = [];
  const start = integer(responses.length);
  for (let step = 0; step < responses.length && others.length < wanted; step++) {
    const at = (start + step) % responses.length;
    const response = responses[at];
    if (at !== own && response !== undefined) others.push(response);
  }
  return others;
}
