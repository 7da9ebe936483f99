import type { RoutedOutcome } from "./routing.ts";

/** Enough for the outcomes that anybody still looks for; older ones are forgotten. */
const remembered = 1000;
const outcomes = new Map<string, RoutedOutcome>();

export function rememberOutcome(outcome: RoutedOutcome): void {
  outcomes.set(outcome.id, outcome);
  const [oldest] = outcomes.keys();
  if (outcomes.size > remembered && oldest !== undefined) outcomes.delete(oldest);
}

/**
 * The outcome behind what a wrapped client gave: which tier answered, every attempt, what it cost. Found by the request
 * id, so that nothing has to be put into the provider's objects. Undefined where the call was not routed.
 *
 * @example
 * const completion = await client.chat.completions.create({ model: "tierwise/auto", messages });
 * outcomeOf(completion)?.attempts;
 */
export function outcomeOf(
  answer: { readonly _request_id?: string | null | undefined } | string,
): RoutedOutcome | undefined {
  const id = typeof answer === "string" ? answer : answer._request_id;
  return id ? outcomes.get(id) : undefined;
}
