import { InputError, showValue } from "../errors/index.ts";
import { type ThresholdParameters, thresholdPolicy } from "./threshold-policy.ts";
import type { Policy } from "./types.ts";

/** A policy as it is stored: what it decides by, what it was tuned on and what it promised there. */
export interface PolicyFile extends ThresholdParameters {
  readonly v: 1;
  readonly kind: "thresholds";
  readonly tunedOn: { readonly name: string; readonly cases: number; readonly hash: string };
  /** Hash of the weights whose answers it was tuned on, where they were embedded networks. */
  readonly weights?: string;
  readonly economics: Readonly<Record<string, unknown>>;
  readonly pricedAsOf: string;
  readonly expected: Readonly<Record<string, unknown>>;
  /** What the policy is compared with, tuned on the same cases. */
  readonly baselines: TunedBaselines;
}

/** The baselines that need tuning, each as well tuned as the policy itself. */
export interface TunedBaselines {
  /** The same ladder, started by the length of the text instead of by its complexity. */
  readonly promptLength: ThresholdParameters;
  /** The tier with the lowest cost per success on its own. */
  readonly bestFixed: string;
  /** That tier, with a person wherever it is not sure enough. */
  readonly bestFixedOrReview: ThresholdParameters;
}

/** @throws InputError, naming file and field, when the text is not a sound policy file of a known version. */
export function parsePolicy(text: string, file?: string): { readonly policy: Policy; readonly contents: PolicyFile } {
  const at = file === undefined ? {} : { file };
  let contents: PolicyFile;
  try {
    contents = JSON.parse(text);
  } catch (cause) {
    throw new InputError("expected a policy file, but this is not JSON", at, { cause });
  }
  if (contents?.v !== 1) {
    throw new InputError(`expected policy version 1, got ${showValue(contents?.v)}`, { ...at, field: "v" });
  }
  if (contents.kind !== "thresholds") {
    throw new InputError(`expected kind "thresholds", got ${showValue(contents.kind)}`, { ...at, field: "kind" });
  }
  try {
    return { policy: thresholdPolicy(contents, "routed"), contents };
  } catch (cause) {
    if (!InputError.isInstance(cause)) throw cause;
    throw new InputError(cause.problem, { ...at, ...cause.location }, { cause });
  }
}
