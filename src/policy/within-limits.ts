import type { Decision, DecisionInput, Policy } from "./types.ts";

/**
 * Starts lower where the chosen tier could cost more than the budget or is expected to miss the deadline; never below the
 * decision's floor. What is unknown of a tier does not count against it.
 */
export function withinLimits(policy: Policy): Policy {
  return {
    ...policy,
    name: `${policy.name}-within-limits`,
    version: `within-limits:${policy.version ?? policy.name}`,
    decide: (input): Decision => {
      const decision = policy.decide(input);
      const chosen = policy.tiers.indexOf(decision.tier);
      const floor = Math.max(0, policy.tiers.indexOf(decision.floor ?? ""));
      const reason = exceeded(decision.tier, input);
      if (reason === undefined) return decision;
      for (let index = chosen - 1; index >= floor; index--) {
        const tier = policy.tiers[index]!;
        if (exceeded(tier, input) === undefined) return { ...decision, tier, reasons: [...decision.reasons, reason] };
      }
      return decision;
    },
  };
}

function exceeded(tier: string, { budgetNanoUsd, deadlineMs, stateOf }: DecisionInput): string | undefined {
  const state = stateOf?.(tier);
  if (state === undefined) return undefined;
  const { worstCostNanoUsd, expectedLatencyMs } = state;
  if (worstCostNanoUsd !== null && worstCostNanoUsd > (budgetNanoUsd ?? Number.POSITIVE_INFINITY)) {
    return `${tier} could cost more than the budget`;
  }
  if (expectedLatencyMs !== null && expectedLatencyMs > (deadlineMs ?? Number.POSITIVE_INFINITY)) {
    return `${tier} is expected to miss the deadline`;
  }
  return undefined;
}
