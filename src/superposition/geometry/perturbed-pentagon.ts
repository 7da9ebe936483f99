import { type PlaneArrangement, planeArrangement } from "./features-in-the-plane.ts";
import { bestOf, trainInstances } from "./train-instances.ts";

export interface PerturbedPentagonOptions {
  /** Density of the odd feature relative to the other four. */
  readonly ratios?: readonly number[];
  readonly density?: number;
  readonly starts?: number;
  readonly seed?: number;
}

export interface PerturbedArrangement extends PlaneArrangement {
  readonly ratio: number;
}

/**
 * Demonstration 8: five equally important features in the plane, the last rarer or more frequent than the others. The
 * pentagon bends smoothly and snaps to two antipodal pairs when the odd feature is about 2.5 times rarer.
 */
export function perturbedPentagon(options: PerturbedPentagonOptions = {}): PerturbedArrangement[] {
  const { ratios = [1, 0.7, 0.5, 0.3, 0.2], density = 0.05, starts = 10, seed = 1 } = options;
  return ratios.map((ratio) => {
    const instances = Array.from({ length: starts }, (_, start) => ({
      features: 5,
      width: 2,
      occurs: { kind: "independent" as const, density: [...new Array<number>(4).fill(density), density * ratio] },
      seed: 1000 * seed + start,
      batch: 1024,
      steps: 1500,
    }));
    return { ...planeArrangement(bestOf(trainInstances({ instances })), density), ratio };
  });
}
