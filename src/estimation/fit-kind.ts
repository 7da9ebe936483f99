import { applyCalibration, fitCalibration } from "./calibration.ts";
import { addTrees, fitBoostedTrees, type Tree } from "./learn/boosted-trees.ts";
import { columnMeans } from "./learn/column-means.ts";
import { principalFactors } from "./learn/principal-factors.ts";
import { fitRidge, predictRidge } from "./learn/ridge.ts";
import type { SparseRows } from "./learn/sparse-rows.ts";
import { featureNames } from "./request-features.ts";
import type { KindModel } from "./scorer.ts";
import { reachOf } from "./structural-reach.ts";
import { ngramPlaces } from "./text/ngrams.ts";
import { trustIn } from "./trust.ts";

/** The rows of one kind of work, as the learners take them. */
export interface KindRows {
  readonly name: string;
  readonly arms: readonly string[];
  readonly ngrams: SparseRows;
  /** Structural counts, row by row. */
  readonly structure: Float32Array;
  /** Scores row by row, one per arm; NaN where the arm did not run. */
  readonly scores: Float32Array;
  /** 1, 0, or NaN where unknown. */
  readonly successes: Float32Array;
  /** Held-out fold of each row; near-duplicates share one. */
  readonly folds: Int32Array;
  readonly foldCount: number;
}

/** A fitted kind with its estimates for the rows it did not see in each fold. */
export interface FittedKind {
  readonly model: KindModel;
  /** Probability of success row by row and arm by arm, calibrated on the other folds. */
  readonly heldOut: Float32Array;
}

/** Below this a kind keeps its arms' overall rates and nothing else. */
const leastRows = 60;
const mostFactors = 2;
const ridgePenalty = 15;
const ridgeIterations = 8;

export function fitKind(kind: KindRows): FittedKind {
  const rowCount = kind.folds.length;
  const armCount = kind.arms.length;
  const raw = new Float32Array(rowCount * armCount);
  const isModelled = rowCount >= leastRows && armCount > 0;
  if (isModelled) {
    for (let fold = 0; fold < kind.foldCount; fold++) {
      const training = rowsWhere(kind.folds, (of) => of !== fold);
      const judged = rowsWhere(kind.folds, (of) => of === fold);
      if (training.length === 0 || judged.length === 0) continue;
      const parts = fitParts(kind, training);
      predictParts(kind, parts, judged, raw);
    }
  }
  const meanScores = columnMeans(kind.scores, armCount);
  const trust = isModelled ? trustIn(raw, kind.scores, meanScores) : 0;
  const parts =
    trust > 0
      ? fitParts(
          kind,
          rowsWhere(kind.folds, () => true),
        )
      : noParts;
  for (let at = 0; at < raw.length; at++) raw[at] = meanScores[at % armCount]! + trust * raw[at]!;
  const calibrations = kind.arms.map((_, arm) => calibrationOf(kind, raw, arm));
  return {
    model: {
      name: kind.name,
      rows: rowCount,
      arms: kind.arms,
      meanScores,
      successRates: columnMeans(kind.successes, armCount),
      trust,
      ...parts,
      calibrations,
      ...reachOf(kind.structure),
    },
    heldOut: heldOutProbabilities(kind, raw),
  };
}

type Parts = Pick<KindModel, "factors" | "ngramWeights" | "loadings" | "trees">;

const noParts: Parts = { factors: 0, ngramWeights: new Float32Array(0), loadings: new Float32Array(0), trees: [] };

function fitParts(kind: KindRows, training: Int32Array): Parts {
  const armCount = kind.arms.length;
  const residuals = residualsOf(kind, training);
  const directions = principalFactors(residuals, armCount, mostFactors);
  const factors = directions.length;
  if (factors === 0) return noParts;
  const loadings = new Float32Array(factors * armCount);
  for (const [factor, direction] of directions.entries()) loadings.set(direction, factor * armCount);
  const latent = new Float32Array(training.length * factors);
  for (let row = 0; row < training.length; row++) {
    for (let factor = 0; factor < factors; factor++) {
      let along = 0;
      for (let arm = 0; arm < armCount; arm++)
        along += residuals[row * armCount + arm]! * loadings[factor * armCount + arm]!;
      latent[row * factors + factor] = along;
    }
  }
  const ngramWeights = fitRidge(kind.ngrams, training, latent, {
    places: ngramPlaces,
    outputs: factors,
    penalty: ridgePenalty,
    iterations: ridgeIterations,
  });
  return { factors, ngramWeights, loadings, trees: fitTrees(kind, training, residuals) };
}

function fitTrees(kind: KindRows, training: Int32Array, residuals: Float32Array): Tree[] {
  const featureCount = featureNames.length;
  const features = new Float32Array(training.length * featureCount);
  for (const [listed, row] of training.entries()) {
    features.set(kind.structure.subarray(row * featureCount, (row + 1) * featureCount), listed * featureCount);
  }
  const isSmall = training.length < 400;
  return fitBoostedTrees(features, residuals, {
    featureCount,
    outputs: kind.arms.length,
    trees: isSmall ? 60 : 120,
    depth: isSmall ? 2 : 3,
    learningRate: 0.05,
    leastLeafRows: Math.max(5, Math.min(20, Math.round(training.length / 20))),
    penalty: 50,
  });
}

/** Writes the request-dependent part of each listed row's scores. */
function predictParts(
  kind: KindRows,
  { factors, ngramWeights, loadings, trees }: Parts,
  judged: Int32Array,
  out: Float32Array,
): void {
  const armCount = kind.arms.length;
  const featureCount = featureNames.length;
  const latent = factors > 0 ? predictRidge(kind.ngrams, judged, ngramWeights, factors) : new Float32Array(0);
  const byArm = new Float64Array(armCount);
  for (const [listed, row] of judged.entries()) {
    byArm.fill(0);
    addTrees(trees, kind.structure.subarray(row * featureCount, (row + 1) * featureCount), byArm);
    for (let factor = 0; factor < factors; factor++) {
      const along = latent[listed * factors + factor]!;
      for (let arm = 0; arm < armCount; arm++) byArm[arm]! += along * loadings[factor * armCount + arm]!;
    }
    out.set(byArm, row * armCount);
  }
}

/** Scores less each arm's mean over the listed rows; an unknown score counts as the mean. */
function residualsOf({ scores, arms }: KindRows, which: Int32Array): Float32Array {
  const armCount = arms.length;
  const residuals = new Float32Array(which.length * armCount);
  for (const [listed, row] of which.entries()) {
    residuals.set(scores.subarray(row * armCount, (row + 1) * armCount), listed * armCount);
  }
  const means = columnMeans(residuals, armCount);
  for (let at = 0; at < residuals.length; at++) {
    const score = residuals[at]!;
    residuals[at] = Number.isNaN(score) ? 0 : score - means[at % armCount]!;
  }
  return residuals;
}

/** Each fold's estimates calibrated on the other folds: a calibration judged on its own labels flatters itself. */
function heldOutProbabilities(kind: KindRows, raw: Float32Array): Float32Array {
  const { arms, folds, foldCount } = kind;
  const probabilities = new Float32Array(raw.length);
  for (let fold = 0; fold < foldCount; fold++) {
    const calibrations = arms.map((_, arm) => calibrationOf(kind, raw, arm, fold));
    for (const row of rowsWhere(folds, (of) => of === fold)) {
      for (const [arm, calibration] of calibrations.entries()) {
        const at = row * arms.length + arm;
        probabilities[at] = applyCalibration(calibration, raw[at]!);
      }
    }
  }
  return probabilities;
}

function calibrationOf({ successes, arms, folds }: KindRows, raw: Float32Array, arm: number, withoutFold?: number) {
  const known: number[] = [];
  for (let row = 0; row < folds.length; row++) {
    const at = row * arms.length + arm;
    if (folds[row] !== withoutFold && !Number.isNaN(successes[at]!)) known.push(at);
  }
  return fitCalibration(
    known.map((at) => raw[at]!),
    known.map((at) => successes[at] === 1),
  );
}

function rowsWhere(folds: Int32Array, holds: (fold: number) => boolean): Int32Array {
  return Int32Array.from(folds.keys()).filter((row) => holds(folds[row]!));
}
