import { showValue } from "../../errors/index.ts";
import {
  type Issue,
  type Message,
  type Model,
  type ModelAnswer,
  type ModelRequest,
  outputTokensOf,
} from "../../models/index.ts";
import { type FailureKind, issuesOf } from "../verdicts/verdict.ts";
import type { Attempt } from "./attempt.ts";
import type { Step } from "./job.ts";

const repairable: ReadonlySet<FailureKind | "accepted" | "tool-calls"> = new Set<FailureKind>([
  "empty",
  "not-json",
  "wrong-schema",
  "rule-broken",
  "bad-citation",
  "bad-tool-call",
]);

/**
 * The same model again, told what was wrong; or, for an answer that ran into its limit, with a higher one. Refusals, unsure
 * answers and failed calls are not repaired.
 */
export function repairStep(attempts: readonly Attempt[], { request }: Step, model: Model): Step | undefined {
  const { verdict, answer } = attempts.at(-1)!;
  if (!answer) return undefined;
  if (repairable.has(verdict.kind)) return { kind: "repair", request: toldIssues(request, attempts), waitedMs: 0 };
  if (verdict.kind !== "truncated") return undefined;
  const maxOutputTokens = higherLimit(request, answer, model);
  return maxOutputTokens === undefined
    ? undefined
    : { kind: "repair", request: { ...request, maxOutputTokens }, waitedMs: 0 };
}

/** The conversation, the answer that failed and what was wrong with it, as the next speaker reads it. */
export function withFailedAnswer(
  messages: readonly Message[],
  answer: ModelAnswer,
  issues: readonly Issue[],
): Message[] {
  const notes = issues.map(
    ({ path, expected, value }) => `- ${path.join(".") || "answer"}: expected ${expected}, got ${showValue(value)}`,
  );
  const said = textOf(answer);
  const failed: Message[] = said.trim() === "" ? [] : [{ role: "assistant", content: said }];
  const note = `That answer did not pass:\n${notes.join("\n")}\nAnswer again, in full.`;
  return [...messages, ...failed, { role: "user", content: note }];
}

function toldIssues(request: ModelRequest, attempts: readonly Attempt[]): ModelRequest {
  const answer = attempts.at(-1)!.answer!;
  const issues = attempts.flatMap((attempt) => (attempt.answer ? issuesOf(attempt.verdict) : []));
  return {
    ...request,
    messages: withFailedAnswer(request.messages, answer, issuesOf(attempts.at(-1)!.verdict)),
    repair: { previousText: answer.text, issues },
  };
}

/** Tool calls that were no good are quoted as text: a wire would want them answered. */
function textOf({ text, toolCalls = [] }: ModelAnswer): string {
  const calls = toolCalls.map(({ name, arguments: written }) => `${name}(${written})`);
  return [text, ...calls].filter((part) => part !== "").join("\n");
}

const growth = 4;

/** Where the limit was is what was asked, else what came; a model that cannot write more is not asked to. */
function higherLimit(
  request: ModelRequest,
  { usage }: ModelAnswer,
  { maxOutputTokens: most }: Model,
): number | undefined {
  const reached = request.maxOutputTokens ?? outputTokensOf(usage);
  if (reached === null || most === undefined || most === null || most <= reached) return undefined;
  return Math.min(most, Math.max(1, reached) * growth);
}
