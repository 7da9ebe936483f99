import { estimateAnswer } from "./after-call/answer-estimator.ts";
import type { GivenAnswer } from "./after-call/answer-features.ts";
import { applyCalibration } from "./calibration.ts";
import { genericUplift } from "./generic-uplift.ts";
import { kindLogits, kindsWhere, mixed } from "./kind-mixture.ts";
import { type KindReading, readKind } from "./kind-reading.ts";
import { type RequestFeatures, requestFeatures } from "./request-features.ts";
import type { KindModel, Scorer } from "./scorer.ts";

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

/** What a scorer has worked out of one request. */
interface Reading {
  readonly scorer: Scorer;
  readonly features: RequestFeatures;
  readonly logits: Float64Array;
  /** Each kind is read once, when first asked. */
  readonly kind: (index: number) => KindReading;
}

/** Reads a request's text with a scorer. Linear in the text; never NaN. */
export function estimateRequest(scorer: Scorer, text: string): RequestEstimate {
  const features = requestFeatures(text, scorer.boilerplate);
  const kinds = new Map<number, KindReading>();
  const reading: Reading = {
    scorer,
    features,
    logits: kindLogits(scorer, features),
    kind: (index) => {
      const known = kinds.get(index) ?? readKind(scorer.kinds[index]!, features);
      kinds.set(index, known);
      return known;
    },
  };
  return {
    success: (arm) => successOf(reading, arm),
    uplift: (weak, strong) => upliftOf(reading, weak, strong),
    answer: (arm, given) => answerOf(reading, arm, { ...given, request: text, before: successOf(reading, arm) }),
  };
}

function successOf({ scorer: { kinds }, logits, kind: readingOf }: Reading, arm: string): number {
  const own = kindsWhere(kinds, ({ arms }) => arms.includes(arm));
  if (own.length === 0) return mixed([...kinds.keys()], logits, (kind) => averageRate(kinds[kind]!));
  return mixed(own, logits, (kind) => {
    const { calibrations, arms } = kinds[kind]!;
    const { familiarity, scores } = readingOf(kind);
    const at = arms.indexOf(arm);
    const overall = overallRate(kinds[kind]!, at);
    return familiarity * applyCalibration(calibrations[at]!, scores[at]!) + (1 - familiarity) * overall;
  });
}

/** Labels at the average arm's rate that an arm's own rate is shrunk with where nothing is known of such requests. */
const priorLabels = 10;

/** An arm's share of successes over a kind, never quite 0 or 1. */
function overallRate(kind: KindModel, arm: number): number {
  const average = (averageRate(kind) * kind.rows + 1) / (kind.rows + 2);
  const own = kind.successRates[arm]!;
  return Number.isNaN(own) ? average : (own * kind.rows + average * priorLabels) / (kind.rows + priorLabels);
}

/** The kinds' own estimate as far as it is believed, and the generic rule for the rest. */
function upliftOf({ scorer, features, logits, kind: readingOf }: Reading, weak: string, strong: string): number {
  const { kinds, generic } = scorer;
  const unseen = genericUplift(generic, features);
  const both = kindsWhere(kinds, ({ arms }) => arms.includes(weak) && arms.includes(strong));
  if (both.length === 0) return unseen;
  return mixed(both, logits, (kind) => {
    const { arms, meanScores, trust } = kinds[kind]!;
    const { familiarity, scores } = readingOf(kind);
    const [one, other] = [arms.indexOf(weak), arms.indexOf(strong)];
    const overall = meanScores[other]! - meanScores[one]!;
    const believed = Math.min(1, trust) * familiarity;
    return overall + familiarity * (scores[other]! - scores[one]! - overall) + (1 - believed) * unseen;
  });
}

function answerOf({ scorer: { kinds }, logits }: Reading, arm: string, given: GivenAnswer): number | null {
  const learned = kindsWhere(kinds, ({ answers }) => answers !== undefined);
  const own = learned.filter((kind) => kinds[kind]!.arms.includes(arm));
  const asked = own.length > 0 ? own : learned;
  if (asked.length === 0) return null;
  return mixed(asked, logits, (kind) => estimateAnswer(kinds[kind]!.answers!, given));
}

function averageRate({ successRates }: KindModel): number {
  const known = successRates.filter((value) => !Number.isNaN(value));
  return known.length === 0 ? Number.NaN : known.reduce((sum, value) => sum + value, 0) / known.length;
}
