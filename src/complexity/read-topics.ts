import { type Tokens, tokenKind } from "./scan.ts";
import { type TopicTable, topicTable } from "./topic-table.ts";

/** Chosen on the development messages: how far the evidence of words is trusted, and how likely small talk is beforehand. */
const trust = 0.85;
const backgroundBias = 3;

/** What a run of tokens is about. */
export interface TopicReading {
  /** Chance of each topic, given that the run says anything; lives until the next reading. */
  readonly shares: Float64Array;
  /** The likeliest topic. */
  topic: number;
  /** Chance that the run says something and is not small talk, 0..1. */
  salience: number;
  /** Likeliest less second likeliest, of the shares. */
  margin: number;
  words: number;
  /** Words of at least four letters, or ideographs, that the table does not hold. */
  unknownWords: number;
}

export type TopicReader = (tokens: Tokens, from: number, to: number) => TopicReading;

/** Reads runs of tokens against the learned topics: naive Bayes with the table's log odds. */
export function topicReader(table: TopicTable = topicTable()): TopicReader {
  const { width, topics, logOdds, stepsPerUnit, rowOf } = table;
  const sums = new Int32Array(width);
  const prior = table.logPrior.map((value, topic) => value + (topic < topics ? 0 : backgroundBias));
  const reading: TopicReading = {
    shares: new Float64Array(topics),
    topic: 0,
    salience: 0,
    margin: 0,
    words: 0,
    unknownWords: 0,
  };
  return ({ hashes, kinds, starts, ends }, from, to) => {
    sums.fill(0);
    reading.words = 0;
    reading.unknownWords = 0;
    for (let index = from; index < to; index++) {
      const kind = kinds[index]!;
      if (kind > tokenKind.currency && kind !== tokenKind.ideograph) continue;
      reading.words++;
      const row = rowOf(hashes[index]!);
      if (row < 0) {
        if (ends[index]! - starts[index]! >= 4 || kind === tokenKind.ideograph) reading.unknownWords++;
        continue;
      }
      const at = row * width;
      for (let topic = 0; topic < width; topic++) sums[topic]! += logOdds[at + topic]!;
    }
    summarise(reading, sums, prior, trust / stepsPerUnit);
    return reading;
  };
}

function summarise(reading: TopicReading, sums: Int32Array, prior: Float64Array, scale: number): void {
  const { shares } = reading;
  let most = Number.NEGATIVE_INFINITY;
  for (let topic = 0; topic < sums.length; topic++) most = Math.max(most, sums[topic]! * scale + prior[topic]!);
  let [said, unsaid, best, second] = [0, 0, 0, 0];
  for (let topic = 0; topic < sums.length; topic++) {
    const below = sums[topic]! * scale + prior[topic]! - most;
    const chance = below < -30 ? 0 : Math.exp(below);
    if (topic >= shares.length) {
      unsaid += chance;
      continue;
    }
    shares[topic] = chance;
    said += chance;
    if (chance > best) {
      second = best;
      best = chance;
      reading.topic = topic;
    } else if (chance > second) second = chance;
  }
  for (let topic = 0; topic < shares.length; topic++) shares[topic] = said > 0 ? shares[topic]! / said : 0;
  reading.salience = reading.words === 0 ? 0 : said / (said + unsaid);
  reading.margin = said > 0 ? (best - second) / said : 0;
}
