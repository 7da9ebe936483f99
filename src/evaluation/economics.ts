import type { Risk } from "../policy/index.ts";

/** What this business pays besides the model calls. US dollars. */
export interface Economics {
  /** Of one accepted wrong answer, by the risk of its case; wrong human approvals included. */
  readonly errorCostUsd: Readonly<Record<Risk, number>>;
  /** Of one case decided by a person. */
  readonly reviewCostUsd: number;
  /** Share of reviewed cases that the person gets right. */
  readonly reviewAccuracy: number;
  readonly latencyCostUsdPerSecond: number;
}

/** The priced lines of one case. Their sum is what the case cost. */
export interface CostLines {
  /** null when a call's price or usage is unknown. */
  readonly modelUsd: number | null;
  readonly reviewUsd: number;
  readonly errorUsd: number;
  readonly latencyUsd: number;
}

export function totalUsd({ modelUsd, reviewUsd, errorUsd, latencyUsd }: CostLines): number | null {
  return modelUsd === null ? null : modelUsd + reviewUsd + errorUsd + latencyUsd;
}
