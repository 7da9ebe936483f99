import { InputError } from "../errors/index.ts";

/** A calibrated probability from a raw score: σ(slope·score + intercept). */
export interface PlattScaling {
  readonly slope: number;
  readonly intercept: number;
}

const iterations = 100;
const tolerance = 1e-10;

/**
 * Fits Platt's sigmoid by Newton's method on smoothed targets (Platt 1999; Lin, Lin and Weng 2007). Two parameters: right
 * for a few hundred labels.
 *
 * @throws InputError when the lists differ in length or hold one class only: then there is nothing to calibrate.
 */
export function fitPlattScaling(scores: readonly number[], successes: readonly boolean[]): PlattScaling {
  const positives = successes.filter(Boolean).length;
  const negatives = successes.length - positives;
  if (scores.length !== successes.length || positives === 0 || negatives === 0) {
    throw new InputError(
      `expected as many scores as labels and both successes and failures, got ${scores.length} scores, ${positives} successes, ${negatives} failures`,
    );
  }
  const targets = successes.map((success) => (success ? (positives + 1) / (positives + 2) : 1 / (negatives + 2)));
  let current: PlattScaling = { slope: 0, intercept: Math.log((positives + 1) / (negatives + 1)) };
  let loss = lossOf(current, scores, targets);
  for (let iteration = 0; iteration < iterations; iteration++) {
    const step = newtonStep(current, scores, targets);
    const next = lineSearch(current, step, loss, scores, targets);
    if (!next || loss - next.loss < tolerance) return next?.scaling ?? current;
    current = next.scaling;
    loss = next.loss;
  }
  return current;
}

/** Probability of success for a raw score. */
export function applyPlattScaling({ slope, intercept }: PlattScaling, score: number): number {
  return 1 / (1 + Math.exp(-(slope * score + intercept)));
}

function newtonStep(scaling: PlattScaling, scores: readonly number[], targets: readonly number[]): PlattScaling {
  let [gradientSlope, gradientIntercept] = [0, 0];
  // a small ridge keeps the system solvable when all scores are alike
  let [slopeSlope, slopeIntercept, interceptIntercept] = [1e-12, 0, 1e-12];
  for (const [index, score] of scores.entries()) {
    const probability = applyPlattScaling(scaling, score);
    const error = probability - targets[index]!;
    const weight = probability * (1 - probability);
    gradientSlope += error * score;
    gradientIntercept += error;
    slopeSlope += weight * score * score;
    slopeIntercept += weight * score;
    interceptIntercept += weight;
  }
  const determinant = slopeSlope * interceptIntercept - slopeIntercept ** 2;
  return {
    slope: -(interceptIntercept * gradientSlope - slopeIntercept * gradientIntercept) / determinant,
    intercept: -(slopeSlope * gradientIntercept - slopeIntercept * gradientSlope) / determinant,
  };
}

function lineSearch(
  from: PlattScaling,
  step: PlattScaling,
  loss: number,
  scores: readonly number[],
  targets: readonly number[],
) {
  for (let length = 1; length > 1e-10; length /= 2) {
    const scaling = { slope: from.slope + length * step.slope, intercept: from.intercept + length * step.intercept };
    const reached = lossOf(scaling, scores, targets);
    if (reached <= loss) return { scaling, loss: reached };
  }
  return undefined;
}

function lossOf({ slope, intercept }: PlattScaling, scores: readonly number[], targets: readonly number[]): number {
  return scores.reduce((sum, score, index) => {
    const logit = slope * score + intercept;
    // log(1 + e^x) − t·x, written so that a large logit does not overflow
    return sum + Math.max(logit, 0) + Math.log1p(Math.exp(-Math.abs(logit))) - targets[index]! * logit;
  }, 0);
}
