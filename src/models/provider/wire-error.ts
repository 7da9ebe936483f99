import type { CallFailure } from "../model-call-error.ts";
import type { Usage } from "../types.ts";

export interface WireErrorFacts {
  readonly failure?: CallFailure;
  /** The provider's own name for what went wrong. */
  readonly code?: string;
  /** What the provider says was spent all the same. */
  readonly usage?: Usage | null;
}

/** A failure that came inside a response of status 200. */
export class WireError extends Error {
  readonly facts: WireErrorFacts;
  /** Read by the classification, as on any provider's error. */
  readonly code: string | undefined;

  constructor(message: string, facts: WireErrorFacts) {
    super(message);
    this.facts = facts;
    this.code = facts.code;
  }
}
