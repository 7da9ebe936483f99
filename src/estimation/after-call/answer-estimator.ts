import { InputError } from "../../errors/index.ts";
import { randomSource } from "../../statistics/index.ts";
import { applyCalibration, type Calibration, fitCalibration } from "../calibration.ts";
import { addTrees, fitBoostedTrees, type Tree } from "../learn/boosted-trees.ts";
import { trustIn } from "../trust.ts";
import { answerFeatureNames, answerFeatures, type GivenAnswer } from "./answer-features.ts";

/** From a given answer to the probability that it is right. */
export interface AnswerEstimator {
  /** Share of right answers, over all. */
  readonly rate: number;
  /** How far what the trees add to the estimate before the call can be believed: its slope on held-out answers. */
  readonly trust: number;
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
  if (answers.length < leastAnswers) return { rate, trust: 0, trees: [], calibration: fitCalibration([], labels) };
  const folds = foldsOf(answers, seed);
  const foreseen = Float32Array.from(answers, (answer) => answer.before);
  const unforeseen = Float32Array.from(labels, (label, index) => Number(label) - foreseen[index]!);
  const added = new Float32Array(answers.length);
  for (let fold = 0; fold < foldCount; fold++) {
    const training = [...folds.keys()].filter((index) => folds[index] !== fold);
    if (training.length === 0) continue;
    const trees = grow(training, features, unforeseen);
    for (const index of folds.keys()) if (folds[index] === fold) added[index] = sumOf(trees, features[index]!);
  }
  const trust = trustIn(added, unforeseen, noMeans);
  const raw = foreseen.map((before, index) => before + trust * added[index]!);
  const trees = trust > 0 ? grow([...folds.keys()], features, unforeseen) : [];
  return { rate, trust, trees, calibration: fitCalibration(raw, labels) };
}

const noMeans = Float32Array.of(0);

/** Probability that the answer is right. */
export function estimateAnswer({ trust, trees, calibration }: AnswerEstimator, answer: GivenAnswer): number {
  return applyCalibration(calibration, answer.before + trust * sumOf(trees, answerFeatures(answer)));
}

/**
 * Trees for what the estimate before the call did not foresee. Fitted to labels alone they would learn to recognise each arm
 * by its style and repeat its overall rate.
 */
function grow(which: readonly number[], features: readonly Float32Array[], unforeseen: Float32Array): Tree[] {
  const featureCount = answerFeatureNames.length;
  const table = new Float32Array(which.length * featureCount);
  for (const [row, index] of which.entries()) table.set(features[index]!, row * featureCount);
  const targets = Float32Array.from(which, (index) => unforeseen[index]!);
  return fitBoostedTrees(table, targets, {
    featureCount,
    outputs: 1,
    trees: 80,
    depth: 3,
    learningRate: 0.06,
    leastLeafRows: Math.max(10, Math.min(40, Math.round(which.length / 40))),
    penalty: 20,
  });
}

function sumOf(trees: readonly Tree[], features: Float32Array): number {
  const out = Float64Array.of(0);
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
