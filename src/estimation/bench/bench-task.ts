import { cellOf, costNanoUsdOf, isSuccess, type MatrixRow } from "../../matrix/index.ts";
import { decileSweep, gapRecovered, gapRecoveredByCost, type Interval } from "../../statistics/index.ts";
import { requestText } from "../request-text.ts";
import { type Baselines, baselinesOf } from "./baselines.ts";
import type { ArmPair } from "./choose-pair.ts";
import { type ProbabilityIntervals, probabilityFigures, probabilityIntervals } from "./probability-figures.ts";
import { qualityPerCost } from "./quality-per-cost.ts";
import { rankWithinFolds } from "./rank-within-folds.ts";
import { ascending, drawResamples, intervalOf, type Resamples } from "./resamples.ts";
import { drawnCases, type PricedCases, routingFigures } from "./routing-figures.ts";

/** A judged case: its row and what a scorer that never saw it said. */
export interface JudgedCase {
  readonly row: MatrixRow;
  /** Estimated uplift of strong over weak. */
  readonly uplift: number;
  /** Probability that the weak arm succeeds. */
  readonly weakSuccess: number;
  /** How often the weak arm succeeded in what the scorer was fitted on; null where it never ran there. */
  readonly fittedRate: number | null;
  /** Cases of one group are drawn together. */
  readonly group: number;
  /** Cases of one fold were judged by one scorer. */
  readonly fold: number;
}

/** Routing quality on one task for one pair of arms; a figure that the data cannot give is null. */
export interface TaskFigures {
  readonly task: string;
  readonly weak: string;
  readonly strong: string;
  readonly n: number;
  readonly qWeak: number;
  readonly qStrong: number;
  readonly apgr: number | null;
  readonly apgrInterval: Interval | null;
  readonly apgrLength: number | null;
  /** apgr − apgrLength, and its interval on the same drawn cases. */
  readonly apgrVsLength: number | null;
  readonly apgrVsLengthInterval: Interval | null;
  readonly apgrRandom: number | null;
  readonly apgrOracle: number | null;
  /** By the eleven decile points of RouteLLM's own evaluation. */
  readonly apgrDeciles: number | null;
  readonly apgrCost: number | null;
  readonly cpt50: number | null;
  readonly cpt80: number | null;
  readonly auroc: number | null;
  readonly brier: number | null;
  readonly ece: number | null;
  readonly aiq: number | null;
  readonly aiqZeroRouter: number | null;
  /** 95 % intervals from the same drawn cases as apgrInterval; null with fewer than ten groups of cases. */
  readonly intervals: ProbabilityIntervals & Readonly<Record<"cpt50" | "cpt80" | "aiq", Interval | null>>;
  readonly baselines: Baselines;
}

export interface TaskOptions {
  readonly successAt?: number;
  readonly resamples?: number;
  readonly seed?: number;
}

/**
 * Judges one task. Cases where either arm has no score are left out. Cases of different folds are ranked by their place in
 * their own fold; probabilities are judged as they are. Null when no case is left.
 */
export function benchTask(
  task: string,
  pair: ArmPair,
  cases: readonly JudgedCase[],
  { successAt = 1, resamples = 500, seed = 1 }: TaskOptions = {},
): TaskFigures | null {
  const judged = scoredCases(pair, cases);
  if (judged.length === 0) return null;
  const folds = judged.map(({ fold }) => fold);
  const routed: PricedCases = {
    weak: Float64Array.from(judged, ({ weakScore }) => weakScore),
    strong: Float64Array.from(judged, ({ strongScore }) => strongScore),
    ranking: rankWithinFolds(
      judged.map(({ uplift }) => uplift),
      folds,
    ),
    costs: knownCosts(judged),
  };
  const probabilities = Float64Array.from(judged, ({ weakSuccess }) => weakSuccess);
  const labels = {
    probabilities,
    ranks: rankWithinFolds(probabilities, folds),
    successes: judged.map(({ row }) => isSuccess(cellOf(row, pair.weak)!, successAt)),
  };
  const lengths = Float64Array.from(judged, ({ row }) => requestText(row).length);
  const drawn = drawResamples(
    judged.map(({ group }) => group),
    { resamples, seed },
  );
  const { costs } = routed;
  const { apgr, cpt50, cpt80, aiq } = routingFigures(routed);
  const [qWeak, qStrong] = [mean(routed.weak), mean(routed.strong)];
  const aiqZeroRouter = apgr === null || !costs ? null : qualityPerCost(routed, costs.weak, costs.strong).aiqZeroRouter;
  const baselines = baselinesOf({
    pair,
    cases: routed,
    labels,
    lengths,
    fittedRates: judged.map(({ fittedRate }) => fittedRate),
    qWeak,
    qStrong,
    aiqZeroRouter,
  });
  const { apgrInterval, apgrVsLengthInterval, ...routingIntervals } = routingIntervalsOf(routed, lengths, drawn);
  return {
    task,
    ...pair,
    n: judged.length,
    qWeak,
    qStrong,
    apgr,
    apgrInterval,
    apgrLength: baselines.length.apgr,
    apgrVsLength: apgr === null ? null : apgr - baselines.length.apgr!,
    apgrVsLengthInterval,
    apgrRandom: baselines.random.apgr,
    apgrOracle: baselines.oracle.apgr,
    apgrDeciles: gapRecovered(decileSweep(routed)),
    apgrCost: costs && gapRecoveredByCost(routed, costs.weak, costs.strong),
    cpt50,
    cpt80,
    ...probabilityFigures(labels),
    aiq,
    aiqZeroRouter,
    intervals: { ...routingIntervals, ...probabilityIntervals(labels, drawn) },
    baselines,
  };
}

type RoutingIntervals = Pick<TaskFigures, "apgrInterval" | "apgrVsLengthInterval"> &
  Readonly<Record<"cpt50" | "cpt80" | "aiq", Interval | null>>;

/** No interval for a figure that the cases themselves do not give. */
function routingIntervalsOf(routed: PricedCases, lengths: Float64Array, resamples: Resamples): RoutingIntervals {
  if (routingFigures(routed).apgr === null) {
    return { apgrInterval: null, apgrVsLengthInterval: null, cpt50: null, cpt80: null, aiq: null };
  }
  const valuesBy = (ranking: ArrayLike<number>) =>
    resamples.valuesOf(ascending(ranking).reverse(), (which) =>
      routingFigures(drawnCases({ ...routed, ranking }, which)),
    );
  const [own, byLength] = [valuesBy(routed.ranking), valuesBy(lengths)];
  return {
    apgrInterval: intervalOf(own.apgr),
    apgrVsLengthInterval: intervalOf(own.apgr.map((value, at) => value - byLength.apgr[at]!)),
    cpt50: intervalOf(own.cpt50),
    cpt80: intervalOf(own.cpt80),
    aiq: intervalOf(own.aiq),
  };
}

interface ScoredCase extends JudgedCase {
  readonly weakScore: number;
  readonly strongScore: number;
  readonly weakCostNanoUsd: number | null;
  readonly strongCostNanoUsd: number | null;
}

function scoredCases(pair: ArmPair, cases: readonly JudgedCase[]): ScoredCase[] {
  return cases.flatMap((one) => {
    const [weak, strong] = [cellOf(one.row, pair.weak), cellOf(one.row, pair.strong)];
    if (!weak || !strong || weak.score === null || strong.score === null) return [];
    const scored: ScoredCase = {
      ...one,
      weakScore: weak.score,
      strongScore: strong.score,
      weakCostNanoUsd: costNanoUsdOf(weak),
      strongCostNanoUsd: costNanoUsdOf(strong),
    };
    return [scored];
  });
}

function knownCosts(judged: readonly ScoredCase[]): { weak: Float64Array; strong: Float64Array } | null {
  const isKnown = judged.every(
    ({ weakCostNanoUsd, strongCostNanoUsd }) => weakCostNanoUsd !== null && strongCostNanoUsd !== null,
  );
  if (!isKnown) return null;
  return {
    weak: Float64Array.from(judged, ({ weakCostNanoUsd }) => weakCostNanoUsd ?? 0),
    strong: Float64Array.from(judged, ({ strongCostNanoUsd }) => strongCostNanoUsd ?? 0),
  };
}

function mean(values: ArrayLike<number>): number {
  let total = 0;
  for (let index = 0; index < values.length; index++) total += values[index]!;
  return total / values.length;
}
