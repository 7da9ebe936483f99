import type { RandomSource } from "../../src/statistics/index.ts";

const misspeltMessages = 0.25;
const misspeltWords = 0.12;
const lowerCased = 0.15;
const unpunctuated = 0.1;

/** Misspells some messages the way hurried people do: letters swapped, dropped or doubled, no capitals, no stops. */
export function addNoise(text: string, random: RandomSource): string {
  let noisy = text;
  if (random.next() < misspeltMessages)
    noisy = noisy
      .split(" ")
      .map((word) => misspell(word, random))
      .join(" ");
  if (random.next() < lowerCased) noisy = noisy.toLowerCase();
  if (random.next() < unpunctuated) noisy = noisy.replace(/[.,;:!]/g, "");
  return noisy;
}

function misspell(word: string, random: RandomSource): string {
  if (word.length < 4 || random.next() >= misspeltWords) return word;
  const at = 1 + random.integer(word.length - 2);
  const slips = [
    () => word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2),
    () => word.slice(0, at) + word.slice(at + 1),
    () => word.slice(0, at) + word[at] + word.slice(at),
  ];
  return slips[random.integer(slips.length)]!();
}
