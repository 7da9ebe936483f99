import type { RandomSource } from "../../src/statistics/index.ts";
import type { Passage } from "./learn-topics.ts";
import { product, scaleToUnit } from "./spherical-k-means.ts";

const windowWords = 6;
const dimensions = 80;
const rounds = 5;
/** Exponent that softens the context frequencies (Levy, Goldberg, Dagan 2015). */
const contextExponent = 0.75;

/**
 * Word vectors, one row a word: positive pointwise mutual information of words within six words of each other, projected
 * on its leading subspace by orthogonal iteration from a random start.
 */
export function wordVectors(
  words: number,
  passages: readonly Passage[],
  random: RandomSource,
): { vectors: Float64Array; dimensions: number } {
  const matrix = positiveMutualInformation(words, passages);
  let basis: Float64Array[] = Array.from({ length: dimensions }, () =>
    Float64Array.from({ length: words }, () => random.next() - 0.5),
  );
  for (let round = 0; round < rounds; round++) basis = orthonormal(basis.map((column) => times(matrix, column)));
  const projected = basis.map((column) => times(matrix, column));
  const vectors = new Float64Array(words * dimensions);
  for (let word = 0; word < words; word++) {
    const row = scaleToUnit(Float64Array.from(projected, (column) => column[word]!));
    vectors.set(row, word * dimensions);
  }
  return { vectors, dimensions };
}

type SparseRows = readonly { readonly columns: Int32Array; readonly values: Float64Array }[];

function positiveMutualInformation(words: number, passages: readonly Passage[]): SparseRows {
  const counts: Map<number, number>[] = Array.from({ length: words }, () => new Map());
  const add = (one: number, other: number): unknown => counts[one]!.set(other, (counts[one]!.get(other) ?? 0) + 1);
  for (const passage of passages) {
    for (let at = 0; at < passage.length; at++) {
      for (let before = Math.max(0, at - windowWords); before < at; before++) {
        const [one, other] = [passage[at]!, passage[before]!];
        if (one !== other) {
          add(one, other);
          add(other, one);
        }
      }
    }
  }
  const totals = Float64Array.from(counts, (row) => [...row.values()].reduce((sum, value) => sum + value, 0));
  const context = totals.map((total) => total ** contextExponent);
  const contextTotal = context.reduce((sum, value) => sum + value, 0);
  return counts.map((row, word) => {
    const kept = [...row]
      .map(([other, count]) => [other, Math.log((count * contextTotal) / (totals[word]! * context[other]!))] as const)
      .filter(([, value]) => value > 0);
    return {
      columns: Int32Array.from(kept, ([other]) => other),
      values: Float64Array.from(kept, ([, value]) => value),
    };
  });
}

function times(matrix: SparseRows, vector: Float64Array): Float64Array {
  return Float64Array.from(matrix, ({ columns, values }) => {
    let sum = 0;
    for (let index = 0; index < columns.length; index++) sum += values[index]! * vector[columns[index]!]!;
    return sum;
  });
}

/** Gram–Schmidt in order; modified, so that rounding does not build up. */
function orthonormal(vectors: Float64Array[]): Float64Array[] {
  for (const [index, vector] of vectors.entries()) {
    for (const earlier of vectors.slice(0, index)) {
      const share = product(vector, earlier);
      for (let at = 0; at < vector.length; at++) vector[at]! -= share * earlier[at]!;
    }
    scaleToUnit(vector);
  }
  return vectors;
}
