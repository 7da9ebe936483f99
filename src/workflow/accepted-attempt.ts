import type { Attempt } from "./ladder/attempt.ts";
import type { Outcome, ToolCallOutcome } from "./outcome.ts";

/**
 * The attempt whose answer was accepted; undefined where none was, or where the cache answered. It need not be the last: a
 * valid answer may have been kept when a limit ended what came after it.
 */
export function acceptedAttempt<Value>(outcome: Outcome<Value> | ToolCallOutcome<Value>): Attempt<Value> | undefined {
  if (outcome.status !== "accepted") return undefined;
  const { attempts, value, toolCalls } = outcome;
  return attempts.findLast(({ verdict }) => {
    if (verdict.kind === "tool-calls") return verdict.toolCalls === toolCalls;
    return (verdict.kind === "accepted" || verdict.kind === "low-confidence") && verdict.value === value;
  });
}
