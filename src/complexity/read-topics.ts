import { hashOfPair, type Tokens, tokenKind } from "./scan.ts";
import { topicTable } from "./topic-table.ts";
import { wordIndex } from "./word-index.ts";

/** How far the evidence of words is trusted: the table is surer of the texts it learned from than of others. */
const trust = 0.85;
/** Topics less likely than this, beside the likeliest, are taken as impossible: most are, and exponentials are dear. */
const leastLogShare = -12;

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

export type TopicReader = (tokens: Tokens, entries: Int32Array, from: number, to: number) => TopicReading;

let reader: TopicReader | undefined;

/** Reads runs of tokens against the learned topics: a softmax of the table's log odds. */
export function topicReader(): TopicReader {
  reader ??= createReader();
  return reader;
}

function createReader(): TopicReader {
  const { width, topics, logOdds, stepsPerUnit, logPrior } = topicTable();
  const { rows, entryOf } = wordIndex();
  const sums = new Int32Array(width);
  const reading: TopicReading = {
    shares: new Float64Array(topics),
    topic: 0,
    salience: 0,
    margin: 0,
    words: 0,
    unknownWords: 0,
  };
  const addRow = (row: number): void => {
    const at = row * width;
    for (let topic = 0; topic < width; topic++) sums[topic]! += logOdds[at + topic]!;
  };
  return ({ kinds, starts, ends, hashes }, entries, from, to) => {
    sums.fill(0);
    let hashBefore: number | undefined;
    reading.words = 0;
    reading.unknownWords = 0;
    for (let index = from; index < to; index++) {
      const kind = kinds[index]!;
      if (kind > tokenKind.currency && kind !== tokenKind.ideograph) continue;
      reading.words++;
      const entry = entries[index]!;
      const row = entry < 0 ? -1 : rows[entry]!;
      if (row < 0) {
        if (ends[index]! - starts[index]! >= 4 || kind === tokenKind.ideograph) reading.unknownWords++;
        hashBefore = undefined;
        continue;
      }
      addRow(row);
      const hash = hashes[index]!;
      const pairEntry = hashBefore === undefined ? -1 : entryOf(hashOfPair(hashBefore, hash));
      if (pairEntry >= 0 && rows[pairEntry]! >= 0) addRow(rows[pairEntry]!);
      hashBefore = hash;
    }
    summarise(reading, sums, logPrior, trust / stepsPerUnit);
    return reading;
  };
}

const evidence = new Float64Array(256);

function summarise(reading: TopicReading, sums: Int32Array, prior: Float64Array, scale: number): void {
  const { shares } = reading;
  let most = Number.NEGATIVE_INFINITY;
  for (let topic = 0; topic < sums.length; topic++) {
    const value = sums[topic]! * scale + prior[topic]!;
    evidence[topic] = value;
    if (value > most) most = value;
  }
  let [said, unsaid, best, second] = [0, 0, 0, 0];
  for (let topic = 0; topic < sums.length; topic++) {
    const below = evidence[topic]! - most;
    const chance = below < leastLogShare ? 0 : Math.exp(below);
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
