import type { Calibration } from "./calibration.ts";
import { gatePlaces } from "./gate-features.ts";
import { kindPlaces } from "./kind-features.ts";
import type { Tree } from "./learn/boosted-trees.ts";
import { featureNames } from "./request-features.ts";
import type { KindModel, Scorer } from "./scorer.ts";
import { ngramPlaces } from "./text/ngrams.ts";

/** @throws Error naming the part of a scorer that is cut, out of range or not a number. */
export function checkScorer(scorer: Scorer): void {
  const { kinds, gate, scale, groups, generic, heldOut, fittedOn, abilities } = scorer;
  const count = kinds.length;
  holds(count > 0 && gate.kinds === count && groups.length === count, "the number of kinds");
  holds(
    groups.every((group) => group >= 0 && group < count),
    "groups",
  );
  finite(gate.weights, gatePlaces * count, "gate");
  finite(gate.bias, count, "gate");
  finite(scale.centre, featureNames.length, "scale");
  positive(scale.spread, featureNames.length, "scale");
  finite(generic.ngramWeights, ngramPlaces, "generic");
  finite([generic.perLogWords], 1, "generic");
  finite(Object.values(abilities), Object.keys(abilities).length, "abilities");
  holds(isShare(heldOut.brier) && isShare(heldOut.ece), "heldOut");
  holds(typeof fittedOn.hash === "string" && Array.isArray(fittedOn.sources), "fittedOn");
  for (const kind of kinds) checkKind(kind);
}

function checkKind(kind: KindModel): void {
  const { name, rows, arms, trust, factors, calibrations, answers } = kind;
  const isNamed = typeof name === "string" && arms.every((arm) => typeof arm === "string");
  holds(isNamed && new Set(arms).size === arms.length, "the arms of a kind");
  holds(Number.isInteger(rows) && rows > 0 && Number.isInteger(factors) && factors >= 0, `${name}: rows and factors`);
  shares(kind.meanScores, arms.length, `${name}: meanScores`);
  shares(kind.successRates, arms.length, `${name}: successRates`);
  finite(kind.weights, kindPlaces * factors, `${name}: weights`);
  finite(kind.loadings, factors * arms.length, `${name}: loadings`);
  finite(kind.centre, featureNames.length, `${name}: centre`);
  positive(kind.spread, featureNames.length, `${name}: spread`);
  finite([trust, kind.reach], 2, `${name}: trust and reach`);
  holds(calibrations.length === arms.length, `${name}: calibrations`);
  for (const calibration of calibrations) checkCalibration(calibration, name);
  if (!answers) return;
  finite([answers.rate, answers.trust], 2, `${name}: answers`);
  for (const tree of answers.trees) checkTree(tree, name);
  checkCalibration(answers.calibration, name);
}

function checkCalibration(calibration: Calibration, name: string): void {
  holds(isSound(calibration), `${name}: calibration`);
}

function isSound(calibration: Calibration): boolean {
  switch (calibration.kind) {
    case "constant":
      return isShare(calibration.probability);
    case "platt":
      return Number.isFinite(calibration.slope) && Number.isFinite(calibration.intercept);
    case "isotonic":
      return (
        isRising(calibration.at) &&
        calibration.at.length === calibration.value.length &&
        calibration.value.every(isShare)
      );
    default:
      return false;
  }
}

function isRising(values: readonly number[]): boolean {
  return values.length > 0 && values.every((value, index) => index === 0 || value > values[index - 1]!);
}

/** A tree of depth d has 2^d − 1 inner nodes and 2^d leaves, here of one number each. */
function checkTree({ features, thresholds, leaves }: Tree, name: string): void {
  const inner = features.length;
  holds(Number.isInteger(Math.log2(inner + 1)) && thresholds.length === inner, `${name}: trees`);
  finite(leaves, inner + 1, `${name}: trees`);
}

function finite(values: ArrayLike<number>, length: number, what: string): void {
  holds(values.length === length, what);
  for (let at = 0; at < length; at++) holds(Number.isFinite(values[at]), `${what} (not finite)`);
}

function positive(values: ArrayLike<number>, length: number, what: string): void {
  finite(values, length, what);
  for (let at = 0; at < length; at++) holds(values[at]! > 0, what);
}

/** Numbers from 0 to 1; NaN stands for unknown. */
function shares(values: ArrayLike<number>, length: number, what: string): void {
  holds(values.length === length, what);
  for (let at = 0; at < length; at++) holds(Number.isNaN(values[at]) || isShare(values[at]), what);
}

function isShare(value: unknown): boolean {
  return typeof value === "number" && value >= 0 && value <= 1;
}

function holds(isTrue: boolean, what: string): void {
  if (!isTrue) throw new Error(what);
}
