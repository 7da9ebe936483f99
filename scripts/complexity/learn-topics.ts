import type { RandomSource } from "../../src/statistics/index.ts";
import { alignedClusters } from "./spherical-k-means.ts";

/** A passage as indexes into the vocabulary. */
export type Passage = readonly number[];

export interface Corpus {
  readonly words: number;
  /** Passages that say something. */
  readonly saying: readonly Passage[];
  /** Passages of small talk, taken to say nothing. */
  readonly smallTalk: readonly Passage[];
  /** Clauses of whole messages: either. */
  readonly mixed: readonly Passage[];
}

export interface TopicOptions {
  readonly topics: number;
  readonly backgrounds: number;
  /** Pseudo-count of the overall word frequencies in every topic. */
  readonly smoothing: number;
  /** Chance, before a clause is read, that it is small talk. */
  readonly backgroundPrior: number;
  /** Uses at which a word is trusted by half: one sight of a rare word says little. */
  readonly shrinkage: number;
  readonly rounds: number;
  /** Rounds after which the clauses of whole messages join. */
  readonly mixedFrom: number;
}

export interface Topics {
  /** ln P(word | topic) / P(word), words × (topics + backgrounds). */
  readonly logOdds: Float64Array;
  /** ln P(topic). */
  readonly logPrior: Float64Array;
}

/**
 * A mixture of unigram models by expectation maximisation (Nigam, McCallum, Thrun, Mitchell 2000): words that occur in
 * the same short passages come to stand for the same topic. No concern label is read: passages of the training texts
 * may belong to any topic, small talk to any of the backgrounds, clauses of whole messages to either.
 */
export function learnTopics(corpus: Corpus, options: TopicOptions, random: RandomSource): Topics {
  const { words, saying, smallTalk, mixed } = corpus;
  const { topics, backgrounds, smoothing, backgroundPrior, rounds, mixedFrom, shrinkage } = options;
  const width = topics + backgrounds;
  const passages = [...saying, ...smallTalk, ...mixed];
  const wordShare = sharesOf(words, passages);
  const trustIn = trustOf(words, passages, shrinkage);
  const groups = alignedClusters(corpus, { topics, backgrounds }, random);
  const shares = new Float64Array(passages.length * width);
  for (const [passage, group] of groups.entries()) {
    for (let topic = 0; topic < width; topic++)
      shares[passage * width + topic] = (group === topic ? 0.9 : 0) + 0.1 / width;
  }
  const logOdds = new Float64Array(words * width);
  const logPrior = new Float64Array(width);
  for (let round = 0; round < rounds; round++) {
    const used = round < mixedFrom ? saying.length + smallTalk.length : passages.length;
    const priorFrom = round > mixedFrom ? saying.length + smallTalk.length : 0;
    const { counts, totals, prior } = countWords(passages.slice(0, used), shares, { words, width, priorFrom });
    setPrior(logPrior, prior, topics, backgroundPrior);
    for (let word = 0; word < words; word++) {
      for (let topic = 0; topic < width; topic++) {
        const chance = (counts[word * width + topic]! + smoothing * wordShare[word]!) / (totals[topic]! + smoothing);
        logOdds[word * width + topic] = trustIn[word]! * Math.log(chance / wordShare[word]!);
      }
    }
    for (const [index, passage] of passages.entries()) {
      const first = index >= saying.length && index < saying.length + smallTalk.length ? topics : 0;
      const last = index < saying.length ? topics : width;
      assign(shares, index * width, passage, { logOdds, logPrior, first, last });
    }
  }
  return { logOdds, logPrior };
}

interface Counts {
  /** Expected uses, words × width. */
  readonly counts: Float64Array;
  readonly totals: Float64Array;
  /** Expected passages of each topic, and one. */
  readonly prior: Float64Array;
}

function countWords(
  passages: readonly Passage[],
  shares: Float64Array,
  { words, width, priorFrom }: { words: number; width: number; priorFrom: number },
): Counts {
  const counts = new Float64Array(words * width);
  const totals = new Float64Array(width);
  const prior = new Float64Array(width).fill(1);
  for (const [index, passage] of passages.entries()) {
    for (let topic = 0; topic < width; topic++) {
      const share = shares[index * width + topic]!;
      if (index >= priorFrom) prior[topic]! += share;
      if (share < 1e-9) continue;
      for (const word of passage) counts[word * width + topic]! += share;
      totals[topic]! += share * passage.length;
    }
  }
  return { counts, totals, prior };
}

function trustOf(words: number, passages: readonly Passage[], shrinkage: number): Float64Array {
  const uses = new Float64Array(words);
  for (const passage of passages) for (const word of passage) uses[word]!++;
  return uses.map((count) => count / (count + shrinkage));
}

function sharesOf(words: number, passages: readonly Passage[]): Float64Array {
  const counts = new Float64Array(words).fill(1);
  for (const passage of passages) for (const word of passage) counts[word]!++;
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => count / total);
}

/** Topics share 1 − backgroundPrior, backgrounds share backgroundPrior, each in proportion to what they hold. */
function setPrior(logPrior: Float64Array, held: Float64Array, topics: number, backgroundPrior: number): void {
  const total = held.subarray(0, topics).reduce((sum, value) => sum + value, 0);
  const backgroundTotal = held.subarray(topics).reduce((sum, value) => sum + value, 0);
  for (let topic = 0; topic < held.length; topic++) {
    const share =
      topic < topics
        ? ((1 - backgroundPrior) * held[topic]!) / total
        : (backgroundPrior * held[topic]!) / backgroundTotal;
    logPrior[topic] = Math.log(share);
  }
}

interface Assignment extends Topics {
  readonly first: number;
  readonly last: number;
}

function assign(
  shares: Float64Array,
  at: number,
  passage: Passage,
  { logOdds, logPrior, first, last }: Assignment,
): void {
  const width = logPrior.length;
  const evidence = new Float64Array(width).fill(Number.NEGATIVE_INFINITY);
  let most = Number.NEGATIVE_INFINITY;
  for (let topic = first; topic < last; topic++) {
    let sum = logPrior[topic]!;
    for (const word of passage) sum += logOdds[word * width + topic]!;
    evidence[topic] = sum;
    most = Math.max(most, sum);
  }
  let total = 0;
  for (let topic = 0; topic < width; topic++) total += Math.exp(evidence[topic]! - most);
  for (let topic = 0; topic < width; topic++) shares[at + topic] = Math.exp(evidence[topic]! - most) / total;
}
