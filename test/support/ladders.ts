import { type Policy, thresholdPolicy } from "../../src/policy/index.ts";
import type { Attempt } from "../../src/workflow/index.ts";

/** Starts at the first tier, whatever the request. */
export function ladderOf(tiers: readonly string[], minConfidence = 0): Policy {
  return thresholdPolicy({
    ladder: tiers.map((tier) => ({ tier, minConfidence })),
    signal: "complexity",
    startAt: tiers.slice(1).map(() => 2),
  });
}

/** `tier kind: verdict` of each attempt. */
export function trace({ attempts }: { readonly attempts: readonly Attempt[] }): string[] {
  return attempts.map(({ tier, kind, verdict }) => `${tier} ${kind}: ${verdict.kind}`);
}
