import { randomSource } from "../statistics/index.ts";

/**
 * Fold of each group, by seed: the groups are shuffled, then the larger ones go first, each to the fold with the fewest rows.
 * No fold stays empty while there are groups enough.
 */
export function dealGroups(groups: Iterable<number>, foldCount: number, seed: number): ReadonlyMap<number, number> {
  const sizes = new Map<number, number>();
  for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  const random = randomSource(seed);
  const shuffled = [...sizes].map(([group, size]) => ({ group, size, place: random.next() }));
  shuffled.sort((a, b) => b.size - a.size || a.place - b.place);
  const rows = new Float64Array(foldCount);
  const folds = new Map<number, number>();
  for (const { group, size } of shuffled) {
    const fold = rows.reduce((least, count, at) => (count < rows[least]! ? at : least), 0);
    folds.set(group, fold);
    rows[fold]! += size;
  }
  return folds;
}
