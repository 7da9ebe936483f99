import { applyCalibration } from "./calibration.ts";
import { structuralDistance } from "./fit-kind.ts";
import { gateFeatures } from "./gate-features.ts";
import { addTrees } from "./learn/boosted-trees.ts";
import { gateLogits } from "./learn/kind-gate.ts";
import { type RequestFeatures, requestFeatures } from "./request-features.ts";
import type { KindModel, Scorer } from "./scorer.ts";
import { structureNames } from "./text/structure.ts";

/** A request as a scorer sees it; ask it for as many arms as needed, the text is read once. */
export interface RequestEstimate {
  /** Calibrated probability that the arm's answer is right. An arm that was never fitted gets the average arm's. */
  success(arm: string): number;
  /** Expected score of the strong arm less the weak one's: what requests are ranked by. Not calibrated. */
  uplift(weak: string, strong: string): number;
}

const wordsAt = structureNames.indexOf("words");

/** Reads a request's text with a scorer. Linear in the text; never NaN. */
export function estimateRequest(scorer: Scorer, text: string): RequestEstimate {
  const features = requestFeatures(text, scorer.boilerplate);
  const logits = new Float64Array(scorer.kinds.length);
  const gateVector = gateFeatures(features, scorer.scale);
  gateLogits(scorer.gate, gateVector, 0, gateVector.indices.length, logits);
  shareWithinGroups(scorer, logits);
  const answers = new Map<number, KindAnswer>();
  const answerOf = (kind: number): KindAnswer => {
    let answer = answers.get(kind);
    if (!answer) {
      answer = answerFor(scorer.kinds[kind]!, features);
      answers.set(kind, answer);
    }
    return answer;
  };
  const generic = scorer.genericSlope * features.structure[wordsAt]!;
  return {
    success: (arm) => {
      const own = kindsWith(scorer, [arm]);
      if (own.length === 0) return unknownArm(scorer, logits);
      return mixed(own, logits, (kind) => {
        const { familiarity, scores } = answerOf(kind);
        const model = scorer.kinds[kind]!;
        const at = model.arms.indexOf(arm);
        const rate = model.successRates[at]!;
        return familiarity * applyCalibration(model.calibrations[at]!, scores[at]!) + (1 - familiarity) * rate;
      });
    },
    uplift: (weak, strong) => {
      const both = kindsWith(scorer, [weak, strong]);
      if (both.length === 0) return generic;
      return mixed(both, logits, (kind) => {
        const { familiarity, scores } = answerOf(kind);
        const { arms, meanScores, trust } = scorer.kinds[kind]!;
        const [one, other] = [arms.indexOf(weak), arms.indexOf(strong)];
        const base = meanScores[other]! - meanScores[one]!;
        const believed = Math.min(1, trust) * familiarity;
        return base + familiarity * (scores[other]! - scores[one]! - base) + (1 - believed) * generic;
      });
    },
  };
}

interface KindAnswer {
  /** 1 for a request like those the kind was fitted on, falling to 0 beyond. */
  readonly familiarity: number;
  /** Expected score of each arm. */
  readonly scores: Float64Array;
}

function answerFor(kind: KindModel, { ngrams, structure }: RequestFeatures): KindAnswer {
  const { arms, factors, ngramWeights, loadings, trust, trees, meanScores } = kind;
  const scores = new Float64Array(arms.length);
  addTrees(trees, structure, scores);
  const { indices, values } = ngrams;
  for (let factor = 0; factor < factors; factor++) {
    let along = 0;
    for (let at = 0; at < indices.length; at++) along += values[at]! * ngramWeights[indices[at]! * factors + factor]!;
    for (let arm = 0; arm < arms.length; arm++) scores[arm]! += along * loadings[factor * arms.length + arm]!;
  }
  for (let arm = 0; arm < arms.length; arm++) scores[arm] = meanScores[arm]! + trust * scores[arm]!;
  const beyond = structuralDistance(structure, kind.centre, kind.spread) / Math.max(1e-6, kind.reach) - 1;
  return { familiarity: beyond <= 0 ? 1 : Math.exp(-2 * beyond), scores };
}

/** Between groups the gate decides sharply: a half-hearted mixture would rank requests by its own noise. */
const sharpness = 8;

/** Gives each group the highest logit of its kinds, and each kind of it a part by its rows. */
function shareWithinGroups({ groups, kinds }: Scorer, logits: Float64Array): void {
  for (const group of new Set(groups)) {
    const members = kinds.map((_, kind) => kind).filter((kind) => groups[kind] === group);
    const top = sharpness * Math.max(...members.map((kind) => logits[kind]!));
    const rows = members.reduce((sum, kind) => sum + kinds[kind]!.rows, 0);
    for (const kind of members) logits[kind] = top + Math.log(kinds[kind]!.rows / rows);
  }
}

function kindsWith({ kinds }: Scorer, arms: readonly string[]): number[] {
  const found: number[] = [];
  for (const [index, kind] of kinds.entries()) if (arms.every((arm) => kind.arms.includes(arm))) found.push(index);
  return found;
}

/** Mean over some kinds, by how much the request looks like each; kinds without a say are not asked. */
function mixed(kinds: readonly number[], logits: Float64Array, answerOfKind: (kind: number) => number): number {
  const top = Math.max(...kinds.map((kind) => logits[kind]!));
  let [sum, weight] = [0, 0];
  for (const kind of kinds) {
    const own = Math.exp(logits[kind]! - top);
    if (own < 1e-3) continue;
    const value = answerOfKind(kind);
    if (Number.isNaN(value)) continue;
    sum += own * value;
    weight += own;
  }
  return weight > 0 ? sum / weight : 0.5;
}

function unknownArm(scorer: Scorer, logits: Float64Array): number {
  const all = scorer.kinds.map((_, kind) => kind);
  return mixed(all, logits, (kind) => meanOf(scorer.kinds[kind]!.successRates));
}

function meanOf(values: Float32Array): number {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.length === 0 ? Number.NaN : known.reduce((sum, value) => sum + value, 0) / known.length;
}
