import { areaUnderRoc } from "../../statistics/index.ts";
import type { ArmPair } from "./choose-pair.ts";
import { type LabelledCases, probabilityFigures } from "./probability-figures.ts";
import { type PricedCases, type RoutingFigures, routingFigures } from "./routing-figures.ts";

/** What an estimate has to beat, on the same cases. */
export interface Baselines {
  /** Strong calls at random, by expectation. */
  readonly random: RoutingFigures & { readonly auroc: 0.5 };
  /** Longer prompts to the strong arm first. */
  readonly length: RoutingFigures & { readonly auroc: number | null };
  /** Always the better of the two arms, in hindsight; and the weak arm's rate in the fitted rows for its every success. */
  readonly bestFixed: {
    readonly arm: string;
    readonly quality: number;
    readonly auroc: 0.5;
    readonly brier: number | null;
    readonly ece: number | null;
  };
  /** The largest gains first, known beforehand. */
  readonly oracle: RoutingFigures;
}

export interface BaselineInput {
  readonly pair: ArmPair;
  readonly cases: PricedCases;
  readonly labels: LabelledCases;
  readonly lengths: Float64Array;
  /** The weak arm's rate in the rows that each case's scorer was fitted on. */
  readonly fittedRates: readonly (number | null)[];
  readonly qWeak: number;
  readonly qStrong: number;
  readonly aiqZeroRouter: number | null;
}

export function baselinesOf(input: BaselineInput): Baselines {
  const { pair, cases, labels, lengths, qWeak, qStrong, aiqZeroRouter } = input;
  const hasGap = routingFigures(cases).apgr !== null;
  const known = [...labels.successes.keys()].filter((index) => labels.successes[index] !== null);
  const gains = Float64Array.from(lengths, (_, index) => cases.strong[index]! - cases.weak[index]!);
  return {
    random: {
      ...(hasGap ? { apgr: 0.5, cpt50: 0.5, cpt80: 0.8 } : { apgr: null, cpt50: null, cpt80: null }),
      aiq: aiqZeroRouter,
      auroc: 0.5,
    },
    length: {
      ...routingFigures({ ...cases, ranking: lengths }),
      auroc: areaUnderRoc(
        known.map((index) => -lengths[index]!),
        known.map((index) => labels.successes[index]!),
      ),
    },
    bestFixed: {
      arm: qStrong >= qWeak ? pair.strong : pair.weak,
      quality: Math.max(qWeak, qStrong),
      auroc: 0.5,
      ...constantFigures(input),
    },
    oracle: routingFigures({ ...cases, ranking: gains }),
  };
}

function constantFigures({ labels, fittedRates }: BaselineInput): { brier: number | null; ece: number | null } {
  const isKnown = (index: number): boolean => fittedRates[index] !== null;
  const probabilities = Float64Array.from(fittedRates, (rate) => rate ?? Number.NaN);
  const successes = labels.successes.map((success, index) => (isKnown(index) ? success : null));
  const { brier, ece } = probabilityFigures({ probabilities, ranks: probabilities, successes });
  return { brier, ece };
}
