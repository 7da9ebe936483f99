import type { Complexity } from "../complexity/index.ts";
import type { Decision } from "../policy/index.ts";
import type { Attempt } from "./attempt.ts";

/**
 * How a request ended, the same shape for success and failure. `accepted` carries the value; `review` waits for a
 * person; `failed` and `cancelled` carry none. Whether an accepted value was right is not known here.
 */
export type Outcome<Value = unknown> = OutcomeFacts<Value> &
  (
    | { readonly status: "accepted"; readonly value: Value; readonly tier: string }
    | { readonly status: "review" | "failed" | "cancelled"; readonly value?: undefined; readonly tier?: undefined }
  );

export interface OutcomeFacts<Value> {
  readonly id: string;
  readonly complexity: Complexity;
  readonly decision: Decision;
  /** Every call that was made, in order. */
  readonly attempts: readonly Attempt<Value>[];
  /** Times that a next tier was asked. */
  readonly escalations: number;
  /** Sum over the attempts in integer nano-dollars; null as soon as one is unknown. */
  readonly costNanoUsd: number | null;
  readonly latencyMs: number;
  /** Why it did not end in `accepted`, in words; or why it did. */
  readonly reason: string;
}
