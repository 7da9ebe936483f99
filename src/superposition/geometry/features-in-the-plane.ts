import { featureGeometry } from "./feature-measures.ts";
import { bestOf, type Instance, trainInstances } from "./train-instances.ts";

export interface PlaneArrangement {
  readonly instance: Instance;
  readonly density: number;
  /** Rows longer than ½, by angle in degrees, 0 to 360. */
  readonly angles: readonly number[];
  readonly dimensionalities: readonly number[];
}

export interface FeaturesInThePlaneOptions {
  readonly features?: number;
  readonly densities?: readonly number[];
  readonly importanceBase?: number;
  readonly starts?: number;
  readonly seed?: number;
}

/** Demonstration 3: five features in two dimensions go from an orthogonal pair over a square to a pentagon as they get rarer. */
export function featuresInThePlane(options: FeaturesInThePlaneOptions = {}): PlaneArrangement[] {
  const { features = 5, densities = [1, 0.25, 0.05], importanceBase = 0.9, starts = 12, seed = 1 } = options;
  return densities.map((density) => {
    const instances = Array.from({ length: starts }, (_, start) => ({
      features,
      width: 2,
      occurs: { kind: "independent" as const, density },
      importance: (feature: number) => importanceBase ** feature,
      seed: 1000 * seed + start,
      batch: 512,
    }));
    return planeArrangement(bestOf(trainInstances({ instances })), density);
  });
}

export function planeArrangement(instance: Instance, density: number): PlaneArrangement {
  const { decoder } = instance.model;
  const geometry = featureGeometry(decoder, 2);
  const angles = geometry.flatMap(({ norm }, feature) =>
    norm > 0.5 ? [(Math.atan2(decoder[2 * feature + 1]!, decoder[2 * feature]!) * 180) / Math.PI + 180] : [],
  );
  return {
    instance,
    density,
    angles: angles.sort((one, other) => one - other),
    dimensionalities: geometry.map(({ dimensionality }) => dimensionality),
  };
}

/** Gaps between neighbouring directions, in degrees, smallest first. */
export function anglesBetween(angles: readonly number[]): number[] {
  return angles
    .map((angle, index) => (index + 1 < angles.length ? angles[index + 1]! - angle : angles[0]! + 360 - angle))
    .sort((one, other) => one - other);
}
