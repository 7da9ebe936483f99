import type { RandomSource } from "../../src/statistics/index.ts";
import { type Corpus, readClause, type Topics } from "./learn-topics.ts";

/** Words hidden, so that the reader is as unsure of the texts it learned from as of others. */
const hiddenShare = 0.5;

/**
 * A unit vector for each topic, topics × topics: what the texts that raise it, and nothing else, are taken for when half of
 * their words are hidden. Topics that are taken for one another are alike.
 */
export function topicVectors({ texts, topics }: Corpus, learned: Topics, random: RandomSource): Float64Array {
  const vectors = new Float64Array(topics * topics);
  for (const { clauses, topics: raised } of texts) {
    if (raised.length !== 1) continue;
    const [row] = raised;
    for (const clause of clauses) {
      const chances = readClause(
        clause.filter(() => random.next() >= hiddenShare),
        learned,
      );
      for (let topic = 0; topic < topics; topic++) vectors[row! * topics + topic]! += chances[topic]!;
    }
  }
  for (let row = 0; row < topics; row++) {
    const vector = vectors.subarray(row * topics, (row + 1) * topics);
    const length = Math.hypot(...vector);
    for (let topic = 0; topic < topics; topic++) vector[topic]! /= length;
  }
  return vectors;
}
