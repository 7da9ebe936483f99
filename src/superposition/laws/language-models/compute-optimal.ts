import { type LossLaw, lossAt } from "./loss-laws.ts";

/** Floating-point operations of training: about six per parameter and token. */
const flopsPerParameterAndToken = 6;
const golden = (Math.sqrt(5) - 1) / 2;

export interface ComputeOptimum {
  readonly parameters: number;
  readonly tokens: number;
  readonly loss: number;
}

/** How many parameters and tokens give the least loss for a budget of training compute, C = 6ND. */
export function computeOptimal(law: LossLaw, flops: number): ComputeOptimum {
  const tokensFor = (parameters: number): number => flops / (flopsPerParameterAndToken * parameters);
  const loss = (logParameters: number): number => {
    const parameters = Math.exp(logParameters);
    return lossAt(law, parameters, tokensFor(parameters));
  };
  const parameters = Math.exp(leastBetween(loss, 0, Math.log(flops / flopsPerParameterAndToken)));
  return { parameters, tokens: tokensFor(parameters), loss: loss(Math.log(parameters)) };
}

/** Golden-section search: the loss falls and then rises along a budget. */
function leastBetween(value: (at: number) => number, from: number, to: number): number {
  let [low, high] = [from, to];
  while (high - low > 1e-9) {
    const [left, right] = [high - golden * (high - low), low + golden * (high - low)];
    if (value(left) < value(right)) high = right;
    else low = left;
  }
  return (low + high) / 2;
}
