import { InputError } from "../errors/index.ts";
import { quantileOfSorted } from "../statistics/index.ts";

/**
 * Population stability index between a reference sample and a current one, over equal-mass bins of the reference:
 * Σ (q − p)·ln(q/p), shares smoothed by half a count so that an empty bin stays finite. Around 0 nothing changed; by custom
 * 0.1 is worth a look and 0.25 is a different population.
 *
 * @throws InputError when either sample is empty.
 */
export function populationStabilityIndex(reference: readonly number[], current: readonly number[], bins = 10): number {
  if (reference.length === 0 || current.length === 0) {
    throw new InputError(`expected two samples with values, got ${reference.length} and ${current.length} values`);
  }
  const sorted = Float64Array.from(reference).sort();
  const edges = Array.from({ length: bins - 1 }, (_, index) => quantileOfSorted(sorted, (index + 1) / bins));
  const [p, q] = [binShares(reference, edges), binShares(current, edges)];
  return p.reduce((sum, share, bin) => sum + (q[bin]! - share) * Math.log(q[bin]! / share), 0);
}

function binShares(values: readonly number[], edges: readonly number[]): number[] {
  const counts = new Array<number>(edges.length + 1).fill(0.5);
  for (const value of values) counts[edges.filter((edge) => value > edge).length]!++;
  const total = values.length + counts.length / 2;
  return counts.map((count) => count / total);
}
