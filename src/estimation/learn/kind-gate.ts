import { randomSource } from "../../statistics/index.ts";
import type { SparseRows } from "./sparse-rows.ts";

/** Softmax regression over hashed words and structural counts: how much a request looks like each kind of work that was fitted on. */
export interface KindGate {
  readonly kinds: number;
  /** Place by place, one weight per kind. */
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

const epochs = 6;
const rate = 0.15;

/** Fits the gate by stochastic gradient with AdaGrad steps (Duchi et al. 2011). */
export function fitKindGate(
  rows: SparseRows,
  kindOf: Int32Array,
  kinds: number,
  places: number,
  isTraining: (row: number) => boolean = () => true,
): KindGate {
  const weights = new Float32Array(places * kinds);
  const bias = new Float32Array(kinds);
  if (kinds < 2) return { kinds, weights, bias };
  const squares = new Float32Array(places * kinds).fill(1e-2);
  const biasSquares = new Float32Array(kinds).fill(1);
  const random = randomSource(7);
  const order = Int32Array.from(kindOf.keys()).filter(isTraining);
  const logits = new Float64Array(kinds);
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random.integer);
    for (const row of order) {
      gateLogits({ kinds, weights, bias }, rows, rows.starts[row]!, rows.starts[row + 1]!, logits);
      toShares(logits);
      logits[kindOf[row]!]! -= 1;
      for (let kind = 0; kind < kinds; kind++) {
        biasSquares[kind]! += logits[kind]! ** 2;
        bias[kind]! -= (0.1 * logits[kind]!) / Math.sqrt(biasSquares[kind]!);
      }
      for (let at = rows.starts[row]!; at < rows.starts[row + 1]!; at++) {
        const place = rows.indices[at]!;
        for (let kind = 0, own = place * kinds; kind < kinds; kind++, own++) {
          const gradient = logits[kind]! * rows.values[at]!;
          squares[own]! += gradient * gradient;
          weights[own]! -= (rate * gradient) / Math.sqrt(squares[own]!);
        }
      }
    }
  }
  return { kinds, weights, bias };
}

/** Logit of each kind for entries from … to − 1 of the rows. */
export function gateLogits(
  { kinds, weights, bias }: KindGate,
  { indices, values }: Pick<SparseRows, "indices" | "values">,
  from: number,
  to: number,
  out: Float64Array,
): void {
  out.set(bias);
  for (let at = from; at < to; at++) {
    const place = indices[at]!;
    const value = values[at]!;
    for (let kind = 0, own = place * kinds; kind < kinds; kind++) out[kind]! += value * weights[own++]!;
  }
}

/** Logits to shares that sum to 1, in place. */
export function toShares(logits: Float64Array): void {
  let top = Number.NEGATIVE_INFINITY;
  for (const logit of logits) top = Math.max(top, logit);
  let sum = 0;
  for (let at = 0; at < logits.length; at++) sum += logits[at] = Math.exp(logits[at]! - top);
  for (let at = 0; at < logits.length; at++) logits[at]! /= sum;
}

function shuffle(order: Int32Array, integer: (bound: number) => number): void {
  for (let last = order.length - 1; last > 0; last--) {
    const other = integer(last + 1);
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
}
