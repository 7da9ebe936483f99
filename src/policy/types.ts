/** How much a mistake on this request may hurt. */
export type Risk = "low" | "normal" | "high";

/** What the policy may look at: nothing here does I/O. Only the first three are always there. */
export interface DecisionInput {
  /** 0..1. */
  readonly complexity: number;
  /** UTF-16 units of the user's text. */
  readonly promptLength: number;
  readonly risk: Risk;
  /** Drawn evenly from 0..1, for policies that explore. */
  readonly draw?: number;
  /** What the request may cost, in integer nano-dollars. */
  readonly budgetNanoUsd?: number;
  /** How long it may take. */
  readonly deadlineMs?: number;
  /** Where its conversation stands; absent for a first turn. */
  readonly conversation?: ConversationState;
  /** What is known of a tier at this moment. */
  readonly stateOf?: (tier: string) => TierState;
}

/** The last accepted turn of a conversation. */
export interface ConversationState {
  readonly tier: string;
  /** Tokens of its prompt and answer, which the next prompt begins with. */
  readonly tokens: number;
  /** Milliseconds since. */
  readonly idleMs: number;
}

/** What is known of a tier before it is asked; `null` is unknown. */
export interface TierState {
  /** Nano-dollars per prompt token that is not read from a cache. */
  readonly inputNanoUsdPerToken: number | null;
  /** Nano-dollars per prompt token that is. */
  readonly cachedNanoUsdPerToken: number | null;
  /** The most that one call can cost, in integer nano-dollars. */
  readonly worstCostNanoUsd: number | null;
  /** Moving mean over its last answers. */
  readonly expectedLatencyMs: number | null;
}

/** The tier to start at, and why. */
export interface Decision {
  readonly tier: string;
  readonly reasons: readonly string[];
  /** Probability with which the policy chose this tier: 1 for a policy without randomness. */
  readonly propensity: number;
  /** No limit may lower the start below this tier. */
  readonly floor?: string;
  /** A person sees the answer even if it passes every check. */
  readonly endsInReview?: boolean;
}

/** A tier on a request's ladder, with what its answer must reach to be accepted. */
export interface Rung {
  readonly tier: string;
  /** Answers less confident than this are not accepted; 0 accepts every valid answer. */
  readonly minConfidence: number;
}

/** The rule that turns a request into a decision. */
export interface Policy {
  readonly name: string;
  /** Tells this policy's parameters from others of its name; answers are cached under it. Default: the name. */
  readonly version?: string;
  /** Every tier it may ask for, cheapest first. */
  readonly tiers: readonly string[];
  decide(input: DecisionInput): Decision;
  /** The tiers from the decision's on, in order; review follows the last. */
  rungsFrom(decision: Decision): readonly Rung[];
}
