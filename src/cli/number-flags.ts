import { InvalidArgumentError } from "commander";

export function asSeed(text: string): number {
  return wholeNumber(text, 0, "a whole number, 0 or more");
}

export function asFolds(text: string): number {
  return wholeNumber(text, 2, "a whole number of folds, 2 or more");
}

export function asSuccessAt(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !(value > 0 && value <= 1)) {
    throw new InvalidArgumentError("expected a score above 0 and at most 1.");
  }
  return value;
}

function wholeNumber(text: string, least: number, expected: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isSafeInteger(value) || value < least) {
    throw new InvalidArgumentError(`expected ${expected}.`);
  }
  return value;
}
