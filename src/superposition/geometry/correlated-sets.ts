import { cosine } from "./feature-measures.ts";
import { bestOf, type Instance, trainInstances } from "./train-instances.ts";

export interface CorrelatedSetsOptions {
  /** Two sets of this many features each, in two dimensions. */
  readonly setSize?: 2 | 3;
  readonly density?: number;
  readonly starts?: number;
  readonly seed?: number;
}

export interface SetArrangement {
  readonly instance: Instance;
  /** Cosines between features of one set. */
  readonly within: readonly number[];
  /** Cosines between features of different sets. */
  readonly between: readonly number[];
}

/**
 * Demonstration 9: features that occur together take orthogonal directions, and where there is no room for that they lie
 * side by side rather than opposed; features that never occur together share a line, opposed.
 */
export function correlatedSets(
  kind: "correlated" | "anticorrelated",
  options: CorrelatedSetsOptions = {},
): SetArrangement {
  const { setSize = 2, density = 0.1, starts = 10, seed = 1 } = options;
  const groups = [0, 1].map((set) => Array.from({ length: setSize }, (_, index) => set * setSize + index));
  const instances = Array.from({ length: starts }, (_, start) => ({
    features: 2 * setSize,
    width: 2,
    occurs: { kind, density, groups },
    seed: 1000 * seed + start,
    batch: 512,
    steps: 1500,
  }));
  const instance = bestOf(trainInstances({ instances }));
  const pairs = instances[0]!.occurs.groups
    .flat()
    .flatMap((one, _, all) => all.filter((other) => other > one).map((other) => [one, other] as const));
  const isWithin = ([one, other]: readonly [number, number]): boolean =>
    Math.floor(one / setSize) === Math.floor(other / setSize);
  const cosines = (chosen: readonly (readonly [number, number])[]): number[] =>
    chosen.map(([one, other]) => cosine(instance.model.decoder, 2, one, other));
  return {
    instance,
    within: cosines(pairs.filter(isWithin)),
    between: cosines(pairs.filter((pair) => !isWithin(pair))),
  };
}
