import type { ModelAnswer } from "../../models/index.ts";
import type { Spend } from "../limits/spend-of.ts";
import type { Verdict } from "../verdicts/verdict.ts";

/** One model call and everything it spent. */
export interface Attempt<Value = unknown> extends Spend {
  readonly kind: "first" | "retry" | "repair";
  readonly tier: string;
  readonly model: string;
  /** null when the call itself failed. */
  readonly answer: ModelAnswer | null;
  readonly verdict: Verdict<Value>;
  readonly latencyMs: number;
  /** Milliseconds waited before it, for instance because the provider asked to. */
  readonly waitedMs: number;
}
