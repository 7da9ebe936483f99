import type { SignalName, Signals } from "./signals.ts";

/** One part of a score. */
export interface Contribution {
  readonly name: "overlap" | SignalName;
  /** Its part of the score; all parts add up to the score. */
  readonly amount: number;
}

/**
 * What a signal adds beside overlap, in units of interference at the reference width; counts enter as log2(1 + count), so
 * that the tenth exception adds less than the first. Set by hand, small beside overlap, and not fitted.
 */
const signalWeights: Partial<Record<SignalName, number>> = {
  asks: 0.02,
  steps: 0.02,
  negations: 0.01,
  exceptions: 0.03,
  constraints: 0.03,
  contradictions: 0.04,
  documents: 0.01,
  crossReferences: 0.02,
  riskTerms: 0.02,
  legalTerms: 0.02,
  codeTerms: 0.03,
  mathsTerms: 0.03,
  schemaDifficulty: 0.3,
};
/** Per doubling of the length beyond about a screenful. */
const lengthWeight = 0.05;
const screenfulTokens = 300;

/** The score x/(1 + x) of interference plus weighted signals, split in proportion to what each put in. */
export function contributionsOf(
  interference: number,
  signals: Signals,
): { score: number; contributions: Contribution[] } {
  const parts: Contribution[] = [{ name: "overlap", amount: interference }];
  for (const [name, weight] of Object.entries(signalWeights) as [SignalName, number][]) {
    parts.push({ name, amount: weight * Math.log2(1 + signals[name]) });
  }
  parts.push({
    name: "estimatedTokens",
    amount: lengthWeight * Math.log2(1 + signals.estimatedTokens / screenfulTokens),
  });
  const total = parts.reduce((sum, { amount }) => sum + amount, 0);
  const score = total / (1 + total);
  const scale = total > 0 ? score / total : 0;
  const contributions = parts
    .filter(({ amount }) => amount > 0)
    .map(({ name, amount }) => ({ name, amount: amount * scale }))
    .sort((one, other) => other.amount - one.amount);
  return { score, contributions };
}
