import { rowNorms } from "../measures/index.ts";

/** How one feature shares its space with the others (Elhage et al. 2022). */
export interface FeatureGeometry {
  readonly norm: number;
  /** Σ_{j≠i} (Ŵ_i·W_j)²: 0 for a direction of its own, 1 and more where others can fake it. */
  readonly superposition: number;
  /** ‖W_i‖² / Σ_j (Ŵ_i·W_j)²: 1 for a dimension of its own, ½ in an antipodal pair, 2/k in a k-gon; 0 when not learned. */
  readonly dimensionality: number;
}

/** The geometry of each row. @param weights [features × width], row-major. */
export function featureGeometry(weights: Float32Array, width: number): FeatureGeometry[] {
  const norms = rowNorms(weights, width);
  return Array.from(norms, (norm, feature) => {
    if (norm === 0) return { norm, superposition: 0, dimensionality: 0 };
    let others = 0;
    for (let other = 0; other < norms.length; other++) {
      if (other !== feature) others += (dot(weights, width, feature, other) / norm) ** 2;
    }
    return { norm, superposition: others, dimensionality: (norm * norm) / (norm * norm + others) };
  });
}

/** m / ‖W‖²: dimensions that each represented feature has on average; infinite where nothing is represented. */
export function dimensionsPerFeature(weights: Float32Array, width: number): number {
  return width / rowNorms(weights, width).reduce((sum, norm) => sum + norm * norm, 0);
}

/** W W^T, row by row. */
export function gramMatrix(weights: Float32Array, width: number): Float64Array {
  const features = weights.length / width;
  return Float64Array.from({ length: features * features }, (_, at) =>
    dot(weights, width, Math.floor(at / features), at % features),
  );
}

export function dot(weights: Float32Array, width: number, one: number, other: number): number {
  let sum = 0;
  for (let k = 0; k < width; k++) sum += weights[one * width + k]! * weights[other * width + k]!;
  return sum;
}

export function cosine(weights: Float32Array, width: number, one: number, other: number): number {
  const lengths = Math.sqrt(dot(weights, width, one, one) * dot(weights, width, other, other));
  return lengths === 0 ? 0 : dot(weights, width, one, other) / lengths;
}
