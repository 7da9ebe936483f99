import type { Risk } from "../policy/index.ts";
import type { CostLines, Economics } from "./economics.ts";

/** What one policy did with one case, and what that cost and achieved. */
export interface CasePath {
  readonly id: string;
  readonly cluster: string;
  /** First tier asked; null when none was. */
  readonly startTier: string | null;
  /** Tier whose answer was accepted, or `review`. */
  readonly endedAt: string;
  readonly escalations: number;
  /** Probability that a person decided it: 0 or 1, or between for a policy that draws. */
  readonly reviewed: number;
  /** Probability that the case ended right: 0 or 1, or the reviewer's accuracy. */
  readonly success: number;
  /** Probability that a wrong answer was accepted, by a check or by a person. */
  readonly acceptedError: number;
  readonly cost: CostLines;
}

export interface WalkedPath {
  readonly id: string;
  readonly cluster: string;
  readonly risk: Risk;
  readonly startTier: string | null;
  /** The tier that answered, and whether it was right; null when it went to review. */
  readonly accepted: { readonly tier: string; readonly isRight: boolean } | null;
  readonly escalations: number;
  readonly modelCostNanoUsd: number | null;
  readonly latencyMs: number;
}

/** Prices a walked path: model calls, review, waiting, and the error that was let through. */
export function priceCase(walked: WalkedPath, economics: Economics): CasePath {
  const { accepted } = walked;
  const success = accepted ? Number(accepted.isRight) : economics.reviewAccuracy;
  const acceptedError = 1 - success;
  return {
    id: walked.id,
    cluster: walked.cluster,
    startTier: walked.startTier,
    endedAt: accepted?.tier ?? "review",
    escalations: walked.escalations,
    reviewed: accepted ? 0 : 1,
    success,
    acceptedError,
    cost: {
      modelUsd: walked.modelCostNanoUsd === null ? null : walked.modelCostNanoUsd / 1e9,
      reviewUsd: accepted ? 0 : economics.reviewCostUsd,
      errorUsd: acceptedError * economics.errorCostUsd[walked.risk],
      latencyUsd: (walked.latencyMs / 1000) * economics.latencyCostUsdPerSecond,
    },
  };
}
