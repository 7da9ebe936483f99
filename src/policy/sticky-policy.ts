import type { ConversationState, Decision, DecisionInput, Policy, TierState } from "./types.ts";

export interface StickyParameters {
  /** Turns that a conversation is expected to go on for. Default 5. */
  readonly expectedTurns?: number;
  /** How long the provider keeps a prompt cache. Default 5 minutes. */
  readonly cacheLifetimeMs?: number;
  /** A switch must save at least this much more than it loses. Default 0. */
  readonly marginNanoUsd?: number;
}

/**
 * Keeps a conversation at its tier while its prompt cache is worth more than a cheaper tier would save: it switches down
 * only if saving per turn × expected turns exceeds the eviction, the price of reading the whole prompt once uncached.
 * Going up is never held back, and nothing is kept once the cache has expired.
 */
export function stickyPolicy(policy: Policy, parameters: StickyParameters = {}): Policy {
  return {
    ...policy,
    name: `${policy.name}-sticky`,
    version: `sticky:${JSON.stringify(parameters)}:${policy.version ?? policy.name}`,
    decide: (input): Decision => {
      const decision = policy.decide(input);
      const kept = tierToKeep(policy, decision, input, parameters);
      if (kept === undefined) return decision;
      const reason = `stays at ${kept}: ${decision.tier} would save less than its cold prompt cache costs`;
      return { ...decision, tier: kept, reasons: [...decision.reasons, reason] };
    },
  };
}

function tierToKeep(
  { tiers }: Policy,
  decision: Decision,
  { conversation, stateOf }: DecisionInput,
  { expectedTurns = 5, cacheLifetimeMs = 300_000, marginNanoUsd = 0 }: StickyParameters,
): string | undefined {
  if (!conversation || !stateOf || conversation.idleMs >= cacheLifetimeMs) return undefined;
  const isDown = tiers.indexOf(decision.tier) < tiers.indexOf(conversation.tier);
  if (!isDown) return undefined;
  const worth = worthOfSwitch(conversation, stateOf(conversation.tier), stateOf(decision.tier), expectedTurns);
  return worth !== null && worth <= marginNanoUsd ? conversation.tier : undefined;
}

/** Saving × turns − eviction, in nano-dollars; null when a price is unknown. */
function worthOfSwitch({ tokens }: ConversationState, from: TierState, to: TierState, turns: number): number | null {
  const { cachedNanoUsdPerToken: stay } = from;
  const { cachedNanoUsdPerToken: go, inputNanoUsdPerToken: cold } = to;
  if (stay === null || go === null || cold === null) return null;
  return (stay - go) * tokens * turns - (cold - go) * tokens;
}
