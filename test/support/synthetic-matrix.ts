import type { Cell, MatrixRow } from "../../src/matrix/index.ts";
import { randomSource } from "../../src/statistics/index.ts";

// all of one length, so that length says nothing
const easyWords = "parcel basket orders colour tables window candle carpet button mirror".split(" ");
const hardWords = "clause escrow decree appeal vector tensor tariff syntax kernel matrix".split(" ");

export interface SyntheticOptions {
  readonly rows: number;
  readonly seed?: number;
  /** How much likelier the small arm fails on a hard request; 0 makes the text say nothing. */
  readonly signal?: number;
  readonly withResponses?: boolean;
}

/** Made-up requests, half of them hard: the strong arm copes with both, the weak one fails more often on the hard ones. */
export function syntheticRows({
  rows,
  seed = 1,
  signal = 0.6,
  withResponses = false,
}: SyntheticOptions): (MatrixRow & { readonly prompt: string })[] {
  const random = randomSource(seed);
  const pick = (words: readonly string[]): string => words[random.integer(words.length)]!;
  return Array.from({ length: rows }, (_, index) => {
    const isHard = random.next() < 0.5;
    const words = Array.from({ length: 12 }, () => pick(random.next() < 0.5 && isHard ? hardWords : easyWords));
    const isWeakRight = random.next() < 0.5 + (isHard ? -signal / 2 : signal / 2);
    const isStrongRight = random.next() < 0.9;
    const cell = (isRight: boolean, costUsd: number): Cell => ({
      score: Number(isRight),
      costUsd,
      inputTokens: 20,
      outputTokens: 5,
      ...(withResponses && {
        response: isRight ? `The answer is ${index}.` : `The answer is ${random.integer(1000) + 5000}, maybe.`,
      }),
    });
    return {
      id: `case-${index}`,
      prompt: `Request ${index}: ${words.join(" ")}?`,
      outcomes: { small: cell(isWeakRight, 0.001), large: cell(isStrongRight, 0.02) },
    };
  });
}
