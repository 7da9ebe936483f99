import type { Model, ModelRequest } from "../../models/index.ts";
import type { SpendGuard } from "./spend-guard.ts";
import { boundsOf } from "./worst-case.ts";

/** What a model may write under a budget where the request does not say. */
const outputTokensUnderBudget = 4_096;
/** An answer shorter than this is not worth asking for. */
const leastOutputTokens = 64;

/**
 * Under a budget every answer has a limit, so that every call has a worst case: the request's own, else as much as the
 * budget affords. What it does not afford at all is left as it is, to be refused.
 */
export function affordable(guards: readonly SpendGuard[], model: Model, request: ModelRequest): ModelRequest {
  if (guards.length === 0 || request.maxOutputTokens !== undefined) return request;
  const most = mostUnderBudget(model);
  const left = Math.min(...guards.map((guard) => guard.limitNanoUsd - guard.spentNanoUsd - guard.reservedNanoUsd));
  return { ...request, maxOutputTokens: tokensFor(left, most, (tokens) => worstOf(model, request, tokens)) };
}

/** The worst that a call under a budget may cost, the budget itself aside. */
export function worstUnderBudget(model: Model, request: ModelRequest): number | null {
  return worstOf(model, request, request.maxOutputTokens ?? mostUnderBudget(model));
}

function mostUnderBudget({ maxOutputTokens }: Model): number {
  return Math.min(maxOutputTokens ?? outputTokensUnderBudget, outputTokensUnderBudget);
}

function worstOf(model: Model, request: ModelRequest, maxOutputTokens: number): number | null {
  return boundsOf(model, { ...request, maxOutputTokens }).mostNanoUsd;
}

/** The worst case rises with the tokens and never slower: on the straight line between two of them one is never short. */
function tokensFor(leftNanoUsd: number, most: number, worst: (tokens: number) => number | null): number {
  const least = Math.min(leastOutputTokens, most);
  const dearest = worst(most);
  if (dearest === null || dearest <= leftNanoUsd) return most;
  const cheapest = worst(least);
  if (cheapest === null || cheapest > leftNanoUsd) return least;
  return least + Math.floor(((leftNanoUsd - cheapest) / (dearest - cheapest)) * (most - least));
}
