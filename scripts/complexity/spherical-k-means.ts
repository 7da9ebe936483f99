import type { RandomSource } from "../../src/statistics/index.ts";
import type { Corpus, Passage } from "./learn-topics.ts";
import { wordVectors } from "./word-vectors.ts";

/**
 * A first group for every passage: passages that say something in 0 … topics − 1, small talk in topics …
 * topics + backgrounds − 1, clauses of whole messages in none (−1).
 */
export function alignedClusters(
  { words, saying, smallTalk, mixed }: Corpus,
  { topics, backgrounds }: { topics: number; backgrounds: number },
  random: RandomSource,
): number[] {
  const passages = [...saying, ...smallTalk, ...mixed];
  const { vectors, dimensions } = wordVectors(words, passages, random);
  const rarity = rarityOf(words, passages);
  const points = (some: readonly Passage[]) => some.map((passage) => meanVector(passage, vectors, dimensions, rarity));
  const center = points(saying);
  centre(center);
  return [
    ...sphericalKMeans(center, topics, random),
    ...sphericalKMeans(points(smallTalk), backgrounds, random).map((group) => group + topics),
    ...mixed.map(() => -1),
  ];
}

/** Squared inverse document frequency: common words say little of what a passage is about. */
function rarityOf(words: number, passages: readonly Passage[]): Float64Array {
  const frequency = new Float64Array(words);
  for (const passage of passages) for (const word of new Set(passage)) frequency[word]!++;
  return frequency.map((count) => Math.min(6, Math.log(passages.length / Math.max(1, count))) ** 2);
}

function meanVector(passage: Passage, vectors: Float64Array, dimensions: number, weights: Float64Array): Float64Array {
  const sum = new Float64Array(dimensions);
  for (const word of passage) {
    for (let index = 0; index < dimensions; index++)
      sum[index]! += weights[word]! * vectors[word * dimensions + index]!;
  }
  return sum;
}

function centre(points: readonly Float64Array[]): void {
  const mean = new Float64Array(points[0]!.length);
  for (const point of points)
    for (let index = 0; index < mean.length; index++) mean[index]! += point[index]! / points.length;
  for (const point of points) for (let index = 0; index < mean.length; index++) point[index]! -= mean[index]!;
}

/** Lloyd's algorithm on the unit sphere, seeded as k-means++ does. */
function sphericalKMeans(points: readonly Float64Array[], groups: number, random: RandomSource): number[] {
  for (const point of points) scaleToUnit(point);
  const centres = seeds(points, groups, random);
  let labels: number[] = [];
  for (let round = 0; round < 15; round++) {
    labels = points.map((point) => nearest(point, centres));
    for (const [group, old] of centres.entries()) {
      const sum = new Float64Array(old.length);
      for (const [index, point] of points.entries()) {
        if (labels[index] === group) for (let at = 0; at < sum.length; at++) sum[at]! += point[at]!;
      }
      if (sum.some((value) => value !== 0)) centres[group] = scaleToUnit(sum);
    }
  }
  return labels;
}

function seeds(points: readonly Float64Array[], groups: number, random: RandomSource): Float64Array[] {
  const centres = [points[random.integer(points.length)]!];
  const distances = points.map((point) => 1 - product(point, centres[0]!));
  while (centres.length < groups) {
    const weights = distances.map((distance) => Math.max(0, distance) ** 2);
    let draw = random.next() * weights.reduce((sum, weight) => sum + weight, 0);
    const chosen = weights.findIndex((weight) => {
      draw -= weight;
      return draw <= 0;
    });
    const centre = points[Math.max(0, chosen)]!;
    centres.push(centre);
    for (const [index, point] of points.entries()) {
      distances[index] = Math.min(distances[index]!, 1 - product(point, centre));
    }
  }
  return centres.map((centre) => centre.slice());
}

function nearest(point: Float64Array, centres: readonly Float64Array[]): number {
  let best = 0;
  let most = Number.NEGATIVE_INFINITY;
  for (const [group, centre] of centres.entries()) {
    const likeness = product(point, centre);
    if (likeness > most) [best, most] = [group, likeness];
  }
  return best;
}

export function product(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < one.length; index++) sum += one[index]! * other[index]!;
  return sum;
}

export function scaleToUnit(vector: Float64Array): Float64Array {
  const length = Math.sqrt(product(vector, vector));
  if (length > 0) for (let index = 0; index < vector.length; index++) vector[index]! /= length;
  return vector;
}
