import type { AnswerEstimator } from "./after-call/answer-estimator.ts";
import type { Calibration } from "./calibration.ts";
import type { StructureScale } from "./gate-features.ts";
import type { KindGate } from "./learn/kind-gate.ts";
import type { Boilerplate } from "./text/boilerplate.ts";

/** What a scorer was fitted on. */
export interface FittedOn {
  readonly hash: string;
  readonly rows: number;
  readonly sources: readonly { readonly name: string; readonly rows: number; readonly licence?: string }[];
}

/** Quality on held-out folds, over every arm of every kind, the kind of each request taken as known. */
export interface HeldOut {
  readonly brier: number;
  readonly ece: number;
  /** How well success is told from failure within a kind of work, averaged by labels; null with one class only. */
  readonly auroc: number | null;
  readonly labels: number;
}

/** What was learned from one kind of work: one matrix or one task of it. */
export interface KindModel {
  readonly name: string;
  readonly rows: number;
  readonly arms: readonly string[];
  /** Mean score and share of successes of each arm. */
  readonly meanScores: Float32Array;
  readonly successRates: Float32Array;
  /** What the request-dependent part is multiplied by: its slope on held-out folds, 0..10. 0 leaves the overall rates. */
  readonly trust: number;
  /** How many latent factors of success the text speaks of. */
  readonly factors: number;
  /** Place by place (n-grams, then structural counts), one weight per factor. */
  readonly weights: Float32Array;
  /** Factor by factor, how much each arm's score moves with it: its ability on that factor. */
  readonly loadings: Float32Array;
  readonly calibrations: readonly Calibration[];
  /** Mean and spread of each structural count, and the distance that 95 % of the kind's own requests stay within. */
  readonly centre: Float32Array;
  readonly spread: Float32Array;
  readonly reach: number;
  /** From a given answer to the probability that it is right; absent where no responses were kept. */
  readonly answers?: AnswerEstimator;
}

/** What carries over to work and arms that were never seen: which wordings, and how long a text, favour better arms. */
export interface GenericUplift {
  readonly ngramWeights: Float32Array;
  /** Uplift per unit of ln(1 + words). */
  readonly perLogWords: number;
}

/** A fitted success estimator. Plain data; `estimateRequest` reads it. */
export interface Scorer {
  readonly fittedOn: FittedOn;
  readonly heldOut: HeldOut;
  readonly kinds: readonly KindModel[];
  readonly gate: KindGate;
  readonly scale: StructureScale;
  /** Group of each kind; kinds of one group read alike, and share a request by their rows. */
  readonly groups: Int32Array;
  readonly boilerplate: Boilerplate;
  /** Uplift of any strong arm over any weak one: what is left when nothing else is known. */
  readonly generic: GenericUplift;
  /** How much better than the average arm each arm is, over all kinds it was seen in, in share of successes. */
  readonly abilities: Readonly<Record<string, number>>;
  /** Fingerprints of the prompts it was fitted on and of their halves, so that nobody judges it on them or on changed copies. */
  readonly fittedPrompts: ReadonlySet<number>;
}

/** Names of all models that a scorer knows. */
export function armsOf({ kinds }: Scorer): string[] {
  return [...new Set(kinds.flatMap(({ arms }) => arms))];
}
