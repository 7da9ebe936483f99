/** A weighted unit vector: one thing a request asks a model to keep apart from the others. */
export interface WeightedVector {
  /** Salience, in (0, 1]. */
  readonly weight: number;
  readonly vector: Float32Array;
}

/** The width at which `overlap` is stated: a fixed yardstick, chosen on the development messages. */
export const referenceWidth = 2;

/** From this many concepts on, sums over pairs come from the Frobenius norm of Σ w v vᵀ. */
const manyConcepts = 192;

/**
 * Expected squared overlap of two unit vectors with cosine `cosine` after a random projection into `width` dimensions:
 * G² + (1 − G²)(1 − 2G²)/m. Exactly 1/m for unrelated vectors, 1 for identical ones.
 */
export function expectedSquaredOverlap(cosine: number, width: number): number {
  const square = cosine * cosine;
  return square + ((1 - square) * (1 - 2 * square)) / width;
}

/** What the sums over pairs of a set of concepts come to; every figure of this file is a function of them. */
export interface PairSums {
  readonly concepts: number;
  /** Σ_i w_i. */
  readonly weight: number;
  /** Σ_i w_i². */
  readonly squaredWeight: number;
  /** Σ_{i≠j} w_i w_j G_ij². */
  readonly squares: number;
  /** Σ_{i≠j} w_i w_j G_ij⁴. */
  readonly fourths: number;
}

export function pairSums(concepts: readonly WeightedVector[]): PairSums {
  let weight = 0;
  let squaredWeight = 0;
  for (const concept of concepts) {
    weight += concept.weight;
    squaredWeight += concept.weight ** 2;
  }
  const sums =
    concepts.length < manyConcepts ? sumsOverPairs(concepts) : sumsByFrobenius(concepts, weight, squaredWeight);
  return { concepts: concepts.length, weight, squaredWeight, ...sums };
}

type GramSums = Pick<PairSums, "squares" | "fourths">;

export function sumsOverPairs(concepts: readonly WeightedVector[]): GramSums {
  let squares = 0;
  let fourths = 0;
  // vectors by topic and by spelling fill different ends of the space: most products are over before they begin
  const from = concepts.map(({ vector }) => firstUsed(vector));
  const to = concepts.map(({ vector }) => lastUsed(vector) + 1);
  for (let i = 0; i < concepts.length; i++) {
    const { weight, vector } = concepts[i]!;
    for (let j = i + 1; j < concepts.length; j++) {
      const other = concepts[j]!;
      const square = product(vector, other.vector, Math.max(from[i]!, from[j]!), Math.min(to[i]!, to[j]!)) ** 2;
      const pairWeight = 2 * weight * other.weight;
      squares += pairWeight * square;
      fourths += pairWeight * square * square;
    }
  }
  return { squares, fourths };
}

function firstUsed(vector: Float32Array): number {
  let index = 0;
  while (index < vector.length && vector[index] === 0) index++;
  return index;
}

function lastUsed(vector: Float32Array): number {
  let index = vector.length - 1;
  while (index >= 0 && vector[index] === 0) index--;
  return index;
}

/**
 * Σ_ij w_i w_j G_ij² = ‖Σ_i w_i v_i v_iᵀ‖²_F, at a cost linear in the number of concepts. The fourth powers have no such
 * form: they are taken at the mean square (exact where all pairs are equally alike, else a lower bound by Jensen).
 */
export function sumsByFrobenius(concepts: readonly WeightedVector[], weight: number, squaredWeight: number): GramSums {
  const dimensions = concepts[0]?.vector.length ?? 0;
  const moment = new Float64Array(dimensions * dimensions);
  let diagonal = 0;
  const held = new Int32Array(dimensions);
  for (const concept of concepts) {
    const { vector } = concept;
    let used = 0;
    for (let index = 0; index < dimensions; index++) if (vector[index] !== 0) held[used++] = index;
    for (let row = 0; row < used; row++) {
      const at = held[row]! * dimensions;
      const scaled = concept.weight * vector[held[row]!]!;
      for (let column = 0; column <= row; column++) moment[at + held[column]!]! += scaled * vector[held[column]!]!;
    }
    diagonal += concept.weight ** 2 * dot(vector, vector) ** 2;
  }
  let squares = -diagonal;
  for (let row = 0; row < dimensions; row++) {
    for (let column = 0; column < row; column++) squares += 2 * moment[row * dimensions + column]! ** 2;
    squares += moment[row * dimensions + row]! ** 2;
  }
  squares = Math.max(0, squares);
  const pairWeight = weight ** 2 - squaredWeight;
  return { squares, fourths: pairWeight > 0 ? squares ** 2 / pairWeight : 0 };
}

/**
 * What each concept suffers from the others at a width, averaged by salience:
 * I(m) = Σ_i w_i Σ_{j≠i} w_j o²_ij / Σ_i w_i. 0 for a single concept; (k − 1)/m for k unrelated ones of weight 1.
 */
export function interference(concepts: readonly WeightedVector[] | PairSums, width: number): number {
  const { weight, squaredWeight, squares, fourths } = "fourths" in concepts ? concepts : pairSums(concepts);
  if (weight === 0) return 0;
  const pairWeight = Math.max(0, weight ** 2 - squaredWeight);
  return (squares + (pairWeight - 3 * squares + 2 * fourths) / width) / weight;
}

/** Interference at the reference width mapped to 0..1. */
export function overlapOf(concepts: readonly WeightedVector[] | PairSums): number {
  const suffered = interference(concepts, referenceWidth);
  return suffered / (1 + suffered);
}

/** (Σ w)² / Σ_ij w_i w_j G_ij²: k for k unrelated concepts of one weight, 1 for one concept or several copies of it. */
export function effectiveConcepts(concepts: readonly WeightedVector[] | PairSums): number {
  const { weight, squaredWeight, squares } = "fourths" in concepts ? concepts : pairSums(concepts);
  return weight === 0 ? 0 : weight ** 2 / (squaredWeight + squares);
}

/** Salience-weighted mean of G_ij² over pairs of concepts; 0 when there is no pair. */
export function meanSquaredOverlap(concepts: readonly WeightedVector[] | PairSums): number {
  const { weight, squaredWeight, squares, concepts: count } = "fourths" in concepts ? concepts : pairSums(concepts);
  const pairWeight = weight ** 2 - squaredWeight;
  return count < 2 || pairWeight <= 0 ? 0 : Math.min(1, squares / pairWeight);
}

export function dot(one: Float32Array, other: Float32Array): number {
  return product(one, other, 0, one.length);
}

function product(one: Float32Array, other: Float32Array, from: number, to: number): number {
  let sum = 0;
  for (let index = from; index < to; index++) sum += one[index]! * other[index]!;
  return sum;
}
