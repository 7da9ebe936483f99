/** How much a mistake on this request may hurt. */
export type Risk = "low" | "normal" | "high";

/** What the policy may look at: nothing here does I/O. */
export interface DecisionInput {
  /** 0..1. */
  readonly complexity: number;
  /** UTF-16 units of the user's text. */
  readonly promptLength: number;
  readonly risk: Risk;
}

/** The tier to start at, and why. */
export interface Decision {
  readonly tier: string;
  readonly reasons: readonly string[];
  /** Probability with which the policy chose this tier: 1 for a policy without randomness. */
  readonly propensity: number;
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
  /** Every tier it may ask for, cheapest first. */
  readonly tiers: readonly string[];
  decide(input: DecisionInput): Decision;
  /** The tiers from the decision's on, in order; review follows the last. */
  rungsFrom(decision: Decision): readonly Rung[];
}
