import { InputError } from "../../errors/index.ts";
import { randomSource } from "../../statistics/index.ts";
import { applyCalibration, type Calibration, fitCalibration } from "../calibration.ts";
import { addTrees, fitBoostedTrees, type Tree } from "../learn/boosted-trees.ts";
import { answerFeatureNames, answerFeatures, type GivenAnswer } from "./answer-features.ts";

/** From a given answer to the probability that it is right. */
export interface AnswerEstimator {
  readonly rate: number;
  readonly trees: readonly Tree[];
  readonly calibration: Calibration;
}

/** A given answer with what became of it. */
export interface JudgedAnswer extends GivenAnswer {
  readonly isRight: boolean;
  /** Answers to one request, or to near-duplicates, are never parted. */
  readonly group: number;
}

const foldCount = 4;
const leastAnswers = 60;

/**
 * Learns what right answers look like. Calibrated on answers that the trees did not see; with too few answers it keeps to
 * their overall rate.
 *
 * @throws InputError without any answer.
 */
export function fitAnswerEstimator(answers: readonly JudgedAnswer[], { seed = 1 } = {}): AnswerEstimator {
  if (answers.length === 0) throw new InputError("expected at least one judged answer, got none");
  const features = answers.map(answerFeatures);
  const labels = answers.map(({ isRight }) => isRight);
  const rate = labels.filter(Boolean).length / labels.length;
  if (answers.length < leastAnswers) return { rate, trees: [], calibration: fitCalibration([], labels) };
  const folds = foldsOf(answers, seed);
  const raw = new Float64Array(answers.length);
  for (let fold = 0; fold < foldCount; fold++) {
    const training = [...folds.keys()].filter((index) => folds[index] !== fold);
    if (training.length === 0) continue;
    const trees = grow(training, features, labels, rate);
    for (const index of folds.keys()) if (folds[index] === fold) raw[index] = rawOf(trees, features[index]!, rate);
  }
  const all = [...folds.keys()];
  return { rate, trees: grow(all, features, labels, rate), calibration: fitCalibration(raw, labels) };
}

/** Probability that the answer is right. */
export function estimateAnswer({ rate, trees, calibration }: AnswerEstimator, answer: GivenAnswer): number {
  return applyCalibration(calibration, rawOf(trees, answerFeatures(answer), rate));
}

function grow(
  which: readonly number[],
  features: readonly Float32Array[],
  labels: readonly boolean[],
  rate: number,
): Tree[] {
  const featureCount = answerFeatureNames.length;
  const table = new Float32Array(which.length * featureCount);
  for (const [row, index] of which.entries()) table.set(features[index]!, row * featureCount);
  const targets = Float32Array.from(which, (index) => Number(labels[index]) - rate);
  return fitBoostedTrees(table, targets, {
    featureCount,
    outputs: 1,
    trees: 120,
    depth: 4,
    learningRate: 0.06,
    leastLeafRows: Math.max(10, Math.min(40, Math.round(which.length / 40))),
    penalty: 20,
  });
}

function rawOf(trees: readonly Tree[], features: Float32Array, rate: number): number {
  const out = Float64Array.of(rate);
  addTrees(trees, features, out);
  return out[0]!;
}

function foldsOf(answers: readonly JudgedAnswer[], seed: number): Int32Array {
  const random = randomSource(seed);
  const folds = new Map<number, number>();
  return Int32Array.from(answers, ({ group }) => {
    const fold = folds.get(group) ?? random.integer(foldCount);
    folds.set(group, fold);
    return fold;
  });
}
