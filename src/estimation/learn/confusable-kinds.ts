import { fitKindGate, gateLogits, toShares } from "./kind-gate.ts";
import type { SparseRows } from "./sparse-rows.ts";

/** How much of what a kind keeps for itself it gives to the other, geometric mean both ways, from which the two count as one. */
const confusedFrom = 0.3;

/**
 * Group of each kind, those together that their text does not tell apart on held-out rows: one question recorded in two
 * matrices, or under two graders. Which of them a request belongs to is then not guessed from noise.
 */
export function confusableKinds(
  rows: SparseRows,
  kindOf: Int32Array,
  kinds: number,
  places: number,
  folds: Int32Array,
): Int32Array {
  const groups = Int32Array.from({ length: kinds }, (_, kind) => kind);
  if (kinds < 2) return groups;
  const isTraining = (row: number): boolean => folds[row] !== 0;
  const gate = fitKindGate(rows, kindOf, kinds, places, isTraining);
  const given = new Float64Array(kinds * kinds);
  const shares = new Float64Array(kinds);
  for (const [row, kind] of kindOf.entries()) {
    if (isTraining(row)) continue;
    gateLogits(gate, rows, rows.starts[row]!, rows.starts[row + 1]!, shares);
    toShares(shares);
    for (let other = 0; other < kinds; other++) given[kind * kinds + other]! += shares[other]!;
  }
  const isConfused = (one: number, other: number): boolean => {
    const there = given[one * kinds + other]! / Math.max(1e-9, given[one * kinds + one]!);
    const back = given[other * kinds + one]! / Math.max(1e-9, given[other * kinds + other]!);
    return Math.sqrt(there * back) >= confusedFrom;
  };
  for (let one = 0; one < kinds; one++) {
    for (let other = one + 1; other < kinds; other++) {
      if (groups[one] === groups[other] || !isConfused(one, other)) continue;
      const [kept, joined] = [membersOf(groups, groups[one]!), membersOf(groups, groups[other]!)];
      // every pair must be confused: a chain of neighbours is not one kind
      if (!kept.every((a) => joined.every((b) => isConfused(a, b)))) continue;
      for (const kind of joined) groups[kind] = groups[one]!;
    }
  }
  return groups;
}

function membersOf(groups: Int32Array, group: number): number[] {
  return [...groups.keys()].filter((kind) => groups[kind] === group);
}
