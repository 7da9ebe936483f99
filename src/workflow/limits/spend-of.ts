import {
  type Model,
  type ModelAnswer,
  ModelCallError,
  type ModelRequest,
  priceOf,
  type SpendBounds,
  sumKnown,
  type Usage,
} from "../../models/index.ts";
import { boundsOf } from "./worst-case.ts";

/** What one call cost: exactly, or null with bounds that hold the truth. */
export interface Spend {
  readonly usage: Usage | null;
  /** Integer nano-dollars; null when price or usage is unknown. */
  readonly costNanoUsd: number | null;
  readonly spend: SpendBounds;
}

export const nothingSpent: Spend = { usage: null, costNanoUsd: 0, spend: { leastNanoUsd: 0, mostNanoUsd: 0 } };

/** Of a call that answered. */
function spendOfAnswer({ usage, spend }: ModelAnswer, model: Model, request: ModelRequest): Spend {
  return spendOf(usage, costOf(usage, model), () => spend ?? boundsOf(model, request));
}

/** Of a call that threw: what the error says, else nothing is known. */
function spendOfError(error: unknown, model: Model, request: ModelRequest): Spend {
  if (!ModelCallError.isInstance(error)) return spendOf(null, null, () => boundsOf(model, request));
  const { usage = null, spend } = error.facts;
  if (spend) return { usage, costNanoUsd: null, spend };
  return usage ? spendOf(usage, costOf(usage, model), () => boundsOf(model, request)) : nothingSpent;
}

/** A price that cannot be worked out is unknown: an answer that was paid for is not lost over it. */
export function costOf(usage: Usage | null, model: Pick<Model, "price">): number | null {
  try {
    const cost = priceOf(usage, model.price);
    return cost !== null && Number.isFinite(cost) ? cost : null;
  } catch {
    return null;
  }
}

/** Of a call, however it ended; one that was never started cost nothing. */
export function spendOfResult(result: CallEnd, model: Model, request: ModelRequest): Spend {
  if ("answer" in result) return spendOfAnswer(result.answer, model, request);
  return result.isStarted ? spendOfError(result.error, model, request) : nothingSpent;
}

type CallEnd = { readonly answer: ModelAnswer } | { readonly error: unknown; readonly isStarted: boolean };

function spendOf(usage: Usage | null, costNanoUsd: number | null, bounds: () => SpendBounds): Spend {
  const spend = costNanoUsd === null ? bounds() : { leastNanoUsd: costNanoUsd, mostNanoUsd: costNanoUsd };
  return { usage, costNanoUsd, spend };
}

/** The sum of several, unknown as soon as one part is. */
export function sumOfSpend(parts: readonly Pick<Spend, "costNanoUsd" | "spend">[]): Omit<Spend, "usage"> {
  return {
    costNanoUsd: sumKnown(parts.map(({ costNanoUsd }) => costNanoUsd)),
    spend: {
      leastNanoUsd: parts.reduce((sum, { spend }) => sum + spend.leastNanoUsd, 0),
      mostNanoUsd: sumKnown(parts.map(({ spend }) => spend.mostNanoUsd)),
    },
  };
}
