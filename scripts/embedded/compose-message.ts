import { type Concern, concerns } from "../../evals/support/concerns.ts";
import { type Action, actionFor, type Sentiment, type Urgency, urgencyFor } from "../../evals/support/policy.ts";
import type { RandomSource } from "../../src/statistics/index.ts";
import { addNoise } from "./add-noise.ts";
import type { Mark, Passage, TrainingTexts } from "./training-texts.ts";

export interface LabelledMessage {
  readonly text: string;
  readonly concerns: readonly Concern[];
  readonly urgency: Urgency;
  readonly sentiment: Sentiment;
  readonly action: Action;
}

/** Shares of messages with 1, 2, … passages. */
const passageCounts = [0.55, 0.2, 0.12, 0.07, 0.04, 0.02];
const mixedShare = 0.2;
/** Messages taken whole, as somebody wrote them, instead of being put together; and how many of them raise one concern. */
const wholeShare = 0.6;
const wholeSingleShare = 0.8;

/** A training message: one as written, or passages of random concerns among neutral sentences; sometimes misspelt. */
export function composeMessage(texts: TrainingTexts, random: RandomSource): LabelledMessage {
  const isWhole = random.next() < wholeShare;
  const passages = isWhole ? [pickWhole(texts, random)] : pickPassages(texts, random);
  const neutral = isWhole ? [] : Array.from({ length: neutralCount(random) }, () => pick(texts.neutral, random));
  const order = shuffle([...passages.map(({ text }) => text), ...neutral], random);
  const raised = concerns.filter((concern) => passages.some((passage) => passage.concerns.includes(concern)));
  return {
    text: addNoise(join(order, random), random),
    concerns: raised,
    urgency: urgencyFor(raised),
    sentiment: sentimentOf(passages.map(({ mark }) => mark)),
    action: actionFor(raised),
  };
}

function pickWhole({ whole }: TrainingTexts, random: RandomSource): Passage {
  const isSingle = random.next() < wholeSingleShare;
  for (;;) {
    const passage = pick(whole, random);
    if ((passage.concerns.length === 1) === isSingle) return passage;
  }
}

function pickPassages(texts: TrainingTexts, random: RandomSource): Passage[] {
  const count = 1 + weightedIndex(passageCounts, random);
  const passages: Passage[] = [];
  for (let index = 0; index < count; index++) {
    const isMixed = random.next() < mixedShare && texts.mixed.length > 0;
    passages.push(isMixed ? pick(texts.mixed, random) : pick(texts.single.get(pick(concerns, random)) ?? [], random));
  }
  return passages;
}

/** Complaints outweigh thanks of the same number. */
export function sentimentOf(marks: readonly Mark[]): Sentiment {
  const negative = marks.filter((mark) => mark === "-").length;
  const positive = marks.filter((mark) => mark === "+").length;
  if (negative > 0 && negative >= positive) return "negative";
  return positive > 0 ? "positive" : "neutral";
}

function neutralCount(random: RandomSource): number {
  return weightedIndex([0.3, 0.25, 0.2, 0.15, 0.1], random);
}

const joints = [" ", " ", " ", "\n", " and ", ", ", " - ", " also "];

function join(parts: readonly string[], random: RandomSource): string {
  return parts.reduce((text, part) => text + pick(joints, random) + part);
}

function weightedIndex(weights: readonly number[], random: RandomSource): number {
  let left = random.next() * weights.reduce((sum, weight) => sum + weight, 0);
  for (const [index, weight] of weights.entries()) {
    left -= weight;
    if (left < 0) return index;
  }
  return weights.length - 1;
}

function pick<T>(values: readonly T[], random: RandomSource): T {
  return values[random.integer(values.length)]!;
}

function shuffle<T>(values: T[], random: RandomSource): T[] {
  for (let last = values.length - 1; last > 0; last--) {
    const other = random.integer(last + 1);
    [values[last], values[other]] = [values[other]!, values[last]!];
  }
  return values;
}
