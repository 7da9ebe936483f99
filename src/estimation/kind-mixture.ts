import { gateFeatures } from "./gate-features.ts";
import { gateLogits } from "./learn/kind-gate.ts";
import type { RequestFeatures } from "./request-features.ts";
import type { KindModel, Scorer } from "./scorer.ts";

/** Between groups the gate decides sharply: a half-hearted mixture would rank requests by its own noise. */
const sharpness = 8;
/** Kinds with less of a say than this are not asked. */
const leastSay = 1e-3;

/** Logit of each kind for a request; kinds of one group get the highest of the group, parted by their rows. */
export function kindLogits({ gate, groups, kinds, scale }: Scorer, features: RequestFeatures): Float64Array {
  const vector = gateFeatures(features, scale);
  const logits = new Float64Array(kinds.length);
  gateLogits(gate, vector, 0, vector.indices.length, logits);
  const top = new Float64Array(kinds.length).fill(Number.NEGATIVE_INFINITY);
  const rows = new Float64Array(kinds.length);
  for (const [kind, group] of groups.entries()) {
    top[group] = Math.max(top[group]!, logits[kind]!);
    rows[group]! += kinds[kind]!.rows;
  }
  return logits.map((_, kind) => {
    const group = groups[kind]!;
    return sharpness * top[group]! + Math.log(kinds[kind]!.rows / rows[group]!);
  });
}

export function kindsWhere(kinds: readonly KindModel[], holds: (kind: KindModel) => boolean): number[] {
  return [...kinds.keys()].filter((index) => holds(kinds[index]!));
}

/** Mean over some kinds by how much the request looks like each. A value that is NaN has no say; ½ when none has. */
export function mixed(which: readonly number[], logits: Float64Array, valueIn: (kind: number) => number): number {
  const top = which.reduce((highest, kind) => Math.max(highest, logits[kind]!), Number.NEGATIVE_INFINITY);
  let [sum, weight] = [0, 0];
  for (const kind of which) {
    const own = Math.exp(logits[kind]! - top);
    if (own < leastSay) continue;
    const value = valueIn(kind);
    if (Number.isNaN(value)) continue;
    sum += own * value;
    weight += own;
  }
  return weight > 0 ? sum / weight : 0.5;
}
