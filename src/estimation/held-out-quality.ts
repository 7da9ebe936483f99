import { areaUnderRoc, brierScore, expectedCalibrationError } from "../statistics/index.ts";
import type { KindRows } from "./kind-rows.ts";
import type { HeldOut } from "./scorer.ts";

/**
 * Quality of held-out probabilities, `heldOut` row by row and arm by arm for each kind. Weights, means, trust and calibration
 * are of the other folds; which kind of work a request is, is taken as known, so a scorer of many kinds that are hard to tell
 * apart does a little worse on requests that do not say where they come from: `bench` measures that.
 */
export function heldOutQuality(kinds: readonly KindRows[], heldOut: readonly Float32Array[]): HeldOut {
  const probabilities: number[] = [];
  const outcomes: number[] = [];
  let [areas, weights] = [0, 0];
  for (const [index, { arms, successes, folds, foldCount }] of kinds.entries()) {
    for (let part = 0; part < arms.length * foldCount; part++) {
      const [arm, fold] = [part % arms.length, Math.floor(part / arms.length)];
      const places = [...folds.keys()].filter((row) => folds[row] === fold).map((row) => row * arms.length + arm);
      const known = places.filter((at) => !Number.isNaN(successes[at]!));
      const own = known.map((at) => heldOut[index]![at]!);
      const labels = known.map((at) => successes[at]!);
      for (const probability of own) probabilities.push(probability);
      for (const label of labels) outcomes.push(label);
      // fold by fold: each was calibrated with the others' rate, which runs against its own
      const area = areaUnderRoc(own, labels);
      if (area === null) continue;
      areas += area * own.length;
      weights += own.length;
    }
  }
  return {
    brier: brierScore(probabilities, outcomes),
    ece: expectedCalibrationError(probabilities, outcomes),
    auroc: weights > 0 ? areas / weights : null,
    labels: outcomes.length,
  };
}
