import type { Complexity } from "../complexity/index.ts";
import type { SpendBounds } from "../models/index.ts";
import type { Decision } from "../policy/index.ts";
import type { ContextReport } from "./context/gather-context.ts";
import type { Attempt } from "./ladder/attempt.ts";
import type { CheckedToolCall, Failure, Unsure } from "./verdicts/verdict.ts";

/**
 * How a request ended, the same shape for success and failure. `accepted` carries the value; `review` waits for a
 * person; `failed` and `cancelled` carry none. Whether an accepted value was right is not known here.
 */
export type Outcome<Value = unknown> = OutcomeFacts<Value> & Ending<Value>;

/** Of a request that offered tools, when the model asks for them. */
export type ToolCallOutcome<Value = unknown> = OutcomeFacts<Value> & {
  readonly status: "accepted";
  readonly toolCalls: readonly CheckedToolCall[];
  readonly tier: string;
  readonly value?: undefined;
};

/** A valid answer that was not accepted: for the person who decides. */
export type Draft<Value> =
  | { readonly tier: string; readonly value: Value; readonly toolCalls?: undefined }
  | { readonly tier: string; readonly toolCalls: readonly CheckedToolCall[]; readonly value?: undefined };

export type Ending<Value> =
  | {
      readonly status: "accepted";
      readonly value: Value;
      readonly tier: string;
      readonly toolCalls?: undefined;
    }
  | {
      readonly status: "review" | "failed" | "cancelled";
      readonly value?: undefined;
      readonly tier?: undefined;
      readonly toolCalls?: undefined;
      /** What ended it; absent where a passed answer waits for a person. */
      readonly failure?: Failure | Unsure<Value>;
      /** The best valid answer there was, if there was one. */
      readonly draft?: Draft<Value>;
    };

/** A rung that was not asked, and why. */
export interface Skip {
  readonly tier: string;
  readonly model: string;
  readonly failure: Failure;
}

export interface OutcomeFacts<Value> {
  readonly id: string;
  readonly complexity: Complexity;
  readonly decision: Decision;
  /** Every call that was made, in order. */
  readonly attempts: readonly Attempt<Value>[];
  /** Rungs that were passed over without a call. */
  readonly skipped: readonly Skip[];
  /** Times that a next tier was asked. */
  readonly escalations: number;
  /** Sum over the attempts in integer nano-dollars; null as soon as one is unknown. */
  readonly costNanoUsd: number | null;
  /** The least and the most that the attempts can have cost; both are `costNanoUsd` where that is known. */
  readonly spend: SpendBounds;
  /** `hit`: answered before; `shared`: answered for an identical request under way. Both cost nothing. */
  readonly cache: "off" | "miss" | "hit" | "shared";
  /** What became of the documents; absent without a retriever. */
  readonly context?: ContextReport;
  readonly latencyMs: number;
  /** Why it ended as it did, in words. */
  readonly reason: string;
}
