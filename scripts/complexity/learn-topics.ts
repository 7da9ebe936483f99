import type { RandomSource } from "../../src/statistics/index.ts";

/** A clause as rows of the vocabulary, one for each use of a word that it holds. */
export type Clause = readonly number[];

/** A training text: its clauses, and which topics it is labelled with. None: small talk. */
export interface LabelledText {
  readonly clauses: readonly Clause[];
  readonly topics: readonly number[];
}

export interface Corpus {
  readonly words: number;
  readonly topics: number;
  readonly texts: readonly LabelledText[];
}

export interface TopicOptions {
  readonly epochs: number;
  readonly learningRate: number;
  /** Share of a clause's words hidden at each reading. */
  readonly wordDropout: number;
}

export interface Topics {
  readonly topics: number;
  /** Evidence of a word for a topic, words × (topics + 1): the last column is small talk. */
  readonly logOdds: Float64Array;
  /** ln P(topic) up to a constant, before a word is read. */
  readonly logPrior: Float64Array;
}

/** Most clauses say nothing: e² to 1, before the first text is seen. */
const smallTalkBefore = 2;
const firstSquares = 0.01;
const leastChance = 1e-6;
/** No single clause that wrongly speaks for a topic pulls harder than this. */
const mostPull = 1e4;

/**
 * A softmax reader of clauses, learned from labels of whole texts: which clause raises which concern is not told. A text
 * raises a topic when one of its clauses does (noisy-or: Zhang, Platt, Viola 2005), and the cross-entropy of that with the
 * label is brought down text by text (AdaGrad: Duchi, Hazan, Singer 2011).
 */
export function learnTopics(corpus: Corpus, options: TopicOptions, random: RandomSource): Topics {
  const { words, topics, texts } = corpus;
  const width = topics + 1;
  const logPrior = new Float64Array(width);
  logPrior[topics] = smallTalkBefore;
  const learned = { topics, logOdds: new Float64Array(words * width), logPrior };
  const squares = {
    logOdds: new Float64Array(words * width).fill(firstSquares),
    logPrior: new Float64Array(width).fill(1),
  };
  const order = [...texts.keys()];
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    shuffle(order, random);
    const rate = options.learningRate * (1 - epoch / options.epochs);
    for (const index of order) {
      const { clauses, topics: raised } = texts[index]!;
      const shown = clauses.map((clause) => clause.filter(() => random.next() >= options.wordDropout));
      const gradients = gradientsOf(shown, raised, learned);
      for (const [at, clause] of shown.entries()) descend(learned, squares, clause, gradients[at]!, rate);
    }
  }
  return learned;
}

/** Chance of each topic, and of small talk, for one clause. */
export function readClause(clause: Clause, { logOdds, logPrior }: Topics): Float64Array {
  const width = logPrior.length;
  const chances = Float64Array.from(logPrior);
  for (const word of clause) {
    for (let topic = 0; topic < width; topic++) chances[topic]! += logOdds[word * width + topic]!;
  }
  const most = chances.reduce((one, other) => Math.max(one, other));
  let total = 0;
  for (let topic = 0; topic < width; topic++) {
    chances[topic] = Math.exp(chances[topic]! - most);
    total += chances[topic]!;
  }
  return chances.map((chance) => chance / total);
}

/** One table of several: with one column of small talk their columns mean the same, so that evidence can be averaged. */
export function meanOf(several: readonly Topics[]): Topics {
  const mean = (pick: (one: Topics) => Float64Array): Float64Array =>
    pick(several[0]!).map((_, at) => several.reduce((sum, one) => sum + pick(one)[at]!, 0) / several.length);
  return {
    topics: several[0]!.topics,
    logOdds: mean(({ logOdds }) => logOdds),
    logPrior: mean(({ logPrior }) => logPrior),
  };
}

/** Of the cross-entropy, at the evidence of each clause. */
function gradientsOf(clauses: readonly Clause[], raised: readonly number[], learned: Topics): Float64Array[] {
  const readings = clauses.map((clause) => readClause(clause, learned));
  const noneSays = raised.map((topic) => readings.reduce((product, chances) => product * missed(chances, topic), 1));
  return readings.map((chances) => {
    const slopes = chances.map((chance, topic) =>
      topic === learned.topics ? 0 : 1 / Math.max(1 - chance, 1 / mostPull),
    );
    for (const [index, topic] of raised.entries()) {
      const none = noneSays[index]!;
      slopes[topic] = -none / missed(chances, topic) / Math.max(1 - none, leastChance);
    }
    const mean = slopes.reduce((sum, slope, topic) => sum + slope * chances[topic]!, 0);
    return slopes.map((slope, topic) => chances[topic]! * (slope - mean));
  });
}

function missed(chances: Float64Array, topic: number): number {
  return Math.max(1 - chances[topic]!, leastChance);
}

type Weights = Pick<Topics, "logOdds" | "logPrior">;

function descend(learned: Weights, squares: Weights, clause: Clause, gradient: Float64Array, rate: number): void {
  const width = gradient.length;
  for (const word of clause) stepAt(learned.logOdds, squares.logOdds, word * width, gradient, rate);
  stepAt(learned.logPrior, squares.logPrior, 0, gradient, rate);
}

function stepAt(
  weights: Float64Array,
  squares: Float64Array,
  offset: number,
  gradient: Float64Array,
  rate: number,
): void {
  for (let topic = 0; topic < gradient.length; topic++) {
    const slope = gradient[topic]!;
    squares[offset + topic]! += slope * slope;
    weights[offset + topic]! -= (rate * slope) / Math.sqrt(squares[offset + topic]!);
  }
}

function shuffle(values: number[], random: RandomSource): void {
  for (let last = values.length - 1; last > 0; last--) {
    const other = random.integer(last + 1);
    [values[last], values[other]] = [values[other]!, values[last]!];
  }
}
