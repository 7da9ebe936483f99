/** A weighted unit vector: one thing a request asks a model to keep apart from the others. */
export interface WeightedVector {
  /** Salience, in (0, 1]. */
  readonly weight: number;
  readonly vector: Float32Array;
}

/** The width at which `overlap` is stated: an arbitrary, fixed yardstick. */
export const referenceWidth = 8;

/**
 * Expected squared overlap of two unit vectors with cosine `cosine` after a random projection into `width` dimensions:
 * G² + (1 − G²)(1 − 2G²)/m. Exactly 1/m for unrelated vectors, 1 for identical ones.
 */
export function expectedSquaredOverlap(cosine: number, width: number): number {
  const square = cosine * cosine;
  return square + ((1 - square) * (1 - 2 * square)) / width;
}

/**
 * What each concept suffers from the others at a width, averaged by salience:
 * I(m) = Σ_i w_i Σ_{j≠i} w_j o²_ij / Σ_i w_i. 0 for a single concept; (k − 1)/m for k unrelated ones of weight 1.
 */
export function interference(concepts: readonly WeightedVector[], width: number): number {
  const totalWeight = concepts.reduce((sum, { weight }) => sum + weight, 0);
  if (totalWeight === 0) return 0;
  let suffered = 0;
  for (let i = 0; i < concepts.length; i++) {
    for (let j = i + 1; j < concepts.length; j++) {
      const [one, other] = [concepts[i]!, concepts[j]!];
      suffered += 2 * one.weight * other.weight * expectedSquaredOverlap(dot(one.vector, other.vector), width);
    }
  }
  return suffered / totalWeight;
}

/** Interference at the reference width mapped to 0..1. */
export function overlapOf(concepts: readonly WeightedVector[]): number {
  const suffered = interference(concepts, referenceWidth);
  return suffered / (1 + suffered);
}

/** (Σ w)² / Σ_ij w_i w_j G_ij²: k for k unrelated concepts of one weight, 1 for one concept or several copies of it. */
export function effectiveConcepts(concepts: readonly WeightedVector[]): number {
  const totalWeight = concepts.reduce((sum, { weight }) => sum + weight, 0);
  let squares = 0;
  for (const one of concepts) {
    for (const other of concepts) squares += one.weight * other.weight * dot(one.vector, other.vector) ** 2;
  }
  return squares === 0 ? 0 : totalWeight ** 2 / squares;
}

/** Mean of G_ij² over pairs of concepts; 0 when there is no pair. */
export function meanSquaredOverlap(concepts: readonly WeightedVector[]): number {
  let [sum, pairs] = [0, 0];
  for (let i = 0; i < concepts.length; i++) {
    for (let j = i + 1; j < concepts.length; j++) {
      sum += dot(concepts[i]!.vector, concepts[j]!.vector) ** 2;
      pairs++;
    }
  }
  return pairs === 0 ? 0 : sum / pairs;
}

export function dot(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < one.length; index++) sum += one[index]! * other[index]!;
  return sum;
}
