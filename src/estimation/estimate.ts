import { type AnswerEstimator, estimateAnswer } from "./after-call/answer-estimator.ts";
import type { GivenAnswer } from "./after-call/answer-features.ts";
import { applyCalibration } from "./calibration.ts";
import { gateFeatures } from "./gate-features.ts";
import { type KindReading, readKind } from "./kind-reading.ts";
import { gateLogits } from "./learn/kind-gate.ts";
import { requestFeatures } from "./request-features.ts";
import type { Scorer } from "./scorer.ts";
import { structureNames } from "./text/structure.ts";

/** A request as a scorer sees it; ask it for as many arms as needed, the text is read once. */
export interface RequestEstimate {
  /** Calibrated probability that the arm's answer is right. An arm that was never fitted gets the average arm's. */
  success(arm: string): number;
  /** Expected score of the strong arm less the weak one's: what requests are ranked by. Not calibrated. */
  uplift(weak: string, strong: string): number;
  /**
   * Probability that a given answer is right, from the answer and the estimate before the call. Null where the scorer learned
   * from no recorded answers.
   */
  answer(arm: string, given: Omit<GivenAnswer, "request" | "before">): number | null;
}

const wordsAt = structureNames.indexOf("words");

/** Reads a request's text with a scorer. Linear in the text; never NaN. */
export function estimateRequest(scorer: Scorer, text: string): RequestEstimate {
  const { kinds } = scorer;
  const features = requestFeatures(text, scorer.boilerplate);
  const logits = kindLogits(scorer, gateFeatures(features, scorer.scale));
  const readings = new Map<number, KindReading>();
  const readingOf = (kind: number): KindReading => {
    const reading = readings.get(kind) ?? readKind(kinds[kind]!, features);
    readings.set(kind, reading);
    return reading;
  };
  const generic = scorer.genericSlope * features.structure[wordsAt]!;

  const success = (arm: string): number => {
    const own = kindsWhere(scorer, ({ arms }) => arms.includes(arm));
    if (own.length === 0) return averageArm(scorer, logits);
    return mixed(own, logits, (kind) => {
      const { calibrations, successRates, arms } = kinds[kind]!;
      const { familiarity, scores } = readingOf(kind);
      const at = arms.indexOf(arm);
      const here = applyCalibration(calibrations[at]!, scores[at]!);
      return familiarity * here + (1 - familiarity) * successRates[at]!;
    });
  };
  const uplift = (weak: string, strong: string): number => {
    const both = kindsWhere(scorer, ({ arms }) => arms.includes(weak) && arms.includes(strong));
    if (both.length === 0) return generic;
    return mixed(both, logits, (kind) => {
      const { arms, meanScores, trust } = kinds[kind]!;
      const { familiarity, scores } = readingOf(kind);
      const [one, other] = [arms.indexOf(weak), arms.indexOf(strong)];
      const overall = meanScores[other]! - meanScores[one]!;
      // the generic rule counts half beside what is fully believed, and stays a guard where arms are asked about new work
      const believed = Math.min(1, trust) * familiarity;
      return overall + familiarity * (scores[other]! - scores[one]! - overall) + (1 - 0.5 * believed) * generic;
    });
  };
  const answer: RequestEstimate["answer"] = (arm, given) => {
    const own = kindsWhere(scorer, ({ answers, arms }) => answers !== undefined && arms.includes(arm));
    const learned = own.length > 0 ? own : kindsWhere(scorer, ({ answers }) => answers !== undefined);
    if (learned.length === 0) return null;
    const whole: GivenAnswer = { ...given, request: text, before: success(arm) };
    return mixed(learned, logits, (kind) => estimateAnswer(kinds[kind]!.answers as AnswerEstimator, whole));
  };
  return { success, uplift, answer };
}

/** Between groups the gate decides sharply: a half-hearted mixture would rank requests by its own noise. */
const sharpness = 8;

/** Logit of each kind; kinds of one group get the highest of the group, parted by their rows. */
function kindLogits({ gate, groups, kinds }: Scorer, vector: ReturnType<typeof gateFeatures>): Float64Array {
  const logits = new Float64Array(kinds.length);
  gateLogits(gate, vector, 0, vector.indices.length, logits);
  const top = new Float64Array(kinds.length).fill(Number.NEGATIVE_INFINITY);
  const rows = new Float64Array(kinds.length);
  for (const [kind, group] of groups.entries()) {
    top[group] = Math.max(top[group]!, logits[kind]!);
    rows[group]! += kinds[kind]!.rows;
  }
  return logits.map((_, kind) => {
    const group = groups[kind]!;
    return sharpness * top[group]! + Math.log(kinds[kind]!.rows / rows[group]!);
  });
}

function kindsWhere({ kinds }: Scorer, holds: (kind: Scorer["kinds"][number]) => boolean): number[] {
  const found: number[] = [];
  for (const [index, kind] of kinds.entries()) if (holds(kind)) found.push(index);
  return found;
}

/** Mean over some kinds, by how much the request looks like each; kinds without a say are not asked. */
function mixed(which: readonly number[], logits: Float64Array, valueIn: (kind: number) => number): number {
  let top = Number.NEGATIVE_INFINITY;
  for (const kind of which) top = Math.max(top, logits[kind]!);
  let [sum, weight] = [0, 0];
  for (const kind of which) {
    const own = Math.exp(logits[kind]! - top);
    if (own < 1e-3) continue;
    const value = valueIn(kind);
    if (Number.isNaN(value)) continue;
    sum += own * value;
    weight += own;
  }
  return weight > 0 ? sum / weight : 0.5;
}

function averageArm(scorer: Scorer, logits: Float64Array): number {
  return mixed([...scorer.kinds.keys()], logits, (kind) => meanOf(scorer.kinds[kind]!.successRates));
}

function meanOf(values: Float32Array): number {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.length === 0 ? Number.NaN : known.reduce((sum, value) => sum + value, 0) / known.length;
}
