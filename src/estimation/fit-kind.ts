import { believeEstimates } from "./believe-estimates.ts";
import { applyCalibration, fitCalibration } from "./calibration.ts";
import { kindFeatures, kindPlaces } from "./kind-features.ts";
import type { KindRows } from "./kind-rows.ts";
import { columnMeans } from "./learn/column-means.ts";
import { principalFactors } from "./learn/principal-factors.ts";
import { fitRidge, predictRidge } from "./learn/ridge.ts";
import type { SparseRows } from "./learn/sparse-rows.ts";
import type { KindModel } from "./scorer.ts";
import { reachOf } from "./structural-reach.ts";

/** A fitted kind with its estimates for the rows it did not see in each fold. */
export interface FittedKind {
  readonly model: KindModel;
  /** Probability of success row by row and arm by arm, by weights, means, trust and calibration of the other folds. */
  readonly heldOut: Float32Array;
}

/** Below this a kind keeps its arms' overall rates and nothing else. */
const leastRows = 60;
const mostFactors = 4;
/** Fewer rows than this do not tell one more factor from noise. */
const rowsPerFactor = 150;
const ridgePenalty = 100;
const ridgeIterations = 5;

export function fitKind(kind: KindRows): FittedKind {
  const { arms, successes, folds, foldCount, structure } = kind;
  const [rowCount, armCount] = [folds.length, arms.length];
  const reach = reachOf(structure);
  const features = kindFeatures(kind.ngrams, structure, reach);
  const raw = new Float32Array(rowCount * armCount);
  const isModelled = rowCount >= leastRows && armCount > 0;
  for (let fold = 0; isModelled && fold < foldCount; fold++) {
    const training = rowsWhere(folds, (of) => of !== fold);
    const judged = rowsWhere(folds, (of) => of === fold);
    if (training.length === 0 || judged.length === 0) continue;
    const estimates = predicted(fitWeights(kind, features, training), features, judged, armCount);
    for (const [listed, row] of judged.entries()) {
      raw.set(estimates.subarray(listed * armCount, (listed + 1) * armCount), row * armCount);
    }
  }
  const { meanScores, trust, estimates } = believeEstimates(kind, raw);
  const weights = trust > 0 ? fitWeights(kind, features, Int32Array.from(folds.keys())) : noWeights;
  return {
    model: {
      name: kind.name,
      rows: rowCount,
      arms,
      meanScores,
      successRates: columnMeans(successes, armCount),
      trust,
      ...weights,
      calibrations: arms.map((_, arm) => calibrationOf(kind, estimates, arm)),
      ...reach,
    },
    heldOut: heldOutProbabilities(kind, raw),
  };
}

type Weights = Pick<KindModel, "factors" | "weights" | "loadings">;

const noWeights: Weights = { factors: 0, weights: new Float32Array(0), loadings: new Float32Array(0) };

/**
 * Ridge regression of all arms' scores at once, then kept to the few directions in which its predictions differ most: the
 * difference of two arms is then the fit of their uplift.
 */
function fitWeights(kind: KindRows, features: SparseRows, training: Int32Array): Weights {
  const armCount = kind.arms.length;
  const whole = fitRidge(features, training, residualsOf(kind, training), {
    places: kindPlaces,
    outputs: armCount,
    penalty: ridgePenalty,
    iterations: ridgeIterations,
  });
  const most = Math.min(mostFactors, Math.ceil(training.length / rowsPerFactor));
  const directions = principalFactors(predictRidge(features, training, whole, armCount), armCount, most);
  const factors = directions.length;
  if (factors === 0) return noWeights;
  const loadings = new Float32Array(factors * armCount);
  for (const [factor, direction] of directions.entries()) loadings.set(direction, factor * armCount);
  const weights = new Float32Array(kindPlaces * factors);
  for (let place = 0; place < kindPlaces; place++) {
    for (let factor = 0; factor < factors; factor++) {
      let along = 0;
      for (let arm = 0; arm < armCount; arm++)
        along += whole[place * armCount + arm]! * loadings[factor * armCount + arm]!;
      weights[place * factors + factor] = along;
    }
  }
  return { factors, weights, loadings };
}

/** The request-dependent part of each listed row's scores. */
function predicted(
  { factors, weights, loadings }: Weights,
  features: SparseRows,
  judged: Int32Array,
  armCount: number,
): Float32Array {
  const out = new Float32Array(judged.length * armCount);
  if (factors === 0) return out;
  const along = predictRidge(features, judged, weights, factors);
  for (let listed = 0; listed < judged.length; listed++) {
    for (let factor = 0; factor < factors; factor++) {
      const own = along[listed * factors + factor]!;
      for (let arm = 0; arm < armCount; arm++)
        out[listed * armCount + arm]! += own * loadings[factor * armCount + arm]!;
    }
  }
  return out;
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

/**
 * Estimates of each fold's rows by weights and arm means of the other folds, believed and calibrated as far as the other
 * folds' held-out estimates bear them out. Those estimates come from weights that did see this fold: to part them as well
 * would take as many fits again for each fold. The kind of work is taken as known.
 */
function heldOutProbabilities(kind: KindRows, raw: Float32Array): Float32Array {
  const { arms, folds, foldCount } = kind;
  const probabilities = new Float32Array(raw.length);
  for (let fold = 0; fold < foldCount; fold++) {
    const { estimates } = believeEstimates(kind, raw, fold);
    const calibrations = arms.map((_, arm) => calibrationOf(kind, estimates, arm, fold));
    for (const row of rowsWhere(folds, (of) => of === fold)) {
      for (const [arm, calibration] of calibrations.entries()) {
        const at = row * arms.length + arm;
        probabilities[at] = applyCalibration(calibration, estimates[at]!);
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
