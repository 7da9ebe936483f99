import { cellOf, costNanoUsdOf, isSuccess, type MatrixRow } from "../../matrix/index.ts";
import {
  areaUnderRoc,
  averageGapRecovered,
  bootstrapStatistic,
  brierScore,
  callShareFor,
  decileSweep,
  expectedCalibrationError,
  gapRecovered,
  gapRecoveredByCost,
  type Interval,
  type RoutedCases,
  routingCurve,
} from "../../statistics/index.ts";
import { requestText } from "../request-text.ts";
import type { ArmPair } from "./choose-pair.ts";
import { qualityPerCost } from "./quality-per-cost.ts";

/** A judged case: its row and what a scorer that never saw it said. */
export interface JudgedCase {
  readonly row: MatrixRow;
  /** Estimated uplift of strong over weak. */
  readonly uplift: number;
  /** Probability that the weak arm succeeds. */
  readonly weakSuccess: number;
  /** Cases of one group are drawn together. */
  readonly group: number;
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
  /** Interval of apgr − apgrLength on the same drawn cases. */
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
}

export interface TaskOptions {
  readonly successAt?: number;
  readonly resamples?: number;
  readonly seed?: number;
}

/** Judges one task. Cases where either arm has no score are left out. Null when none is left. */
export function benchTask(
  task: string,
  pair: ArmPair,
  cases: readonly JudgedCase[],
  { successAt = 1, resamples = 500, seed = 1 }: TaskOptions = {},
): TaskFigures | null {
  const judged = scoredCases(pair, cases);
  if (judged.length === 0) return null;
  const routed = {
    weak: Float64Array.from(judged, ({ weakScore }) => weakScore),
    strong: Float64Array.from(judged, ({ strongScore }) => strongScore),
    ranking: Float64Array.from(judged, ({ uplift }) => uplift),
  };
  const byLength = { ...routed, ranking: Float64Array.from(judged, ({ row }) => requestText(row).length) };
  const byOracle = { ...routed, ranking: routed.strong.map((score, index) => score - routed.weak[index]!) };
  const curve = routingCurve(routed);
  const apgr = gapRecovered(curve);
  const groups = Int32Array.from(judged, ({ group }) => group);
  const interval = (statistic: (which: Int32Array) => number | null): Interval | null =>
    apgr === null ? null : bootstrapStatistic(groups, statistic, { resamples, seed });
  const costs = knownCosts(judged);
  return {
    task,
    ...pair,
    n: judged.length,
    qWeak: mean(routed.weak),
    qStrong: mean(routed.strong),
    apgr,
    apgrInterval: interval((which) => averageGapRecovered(drawn(routed, which))),
    apgrLength: averageGapRecovered(byLength),
    apgrVsLengthInterval: interval((which) =>
      difference(averageGapRecovered(drawn(routed, which)), averageGapRecovered(drawn(byLength, which))),
    ),
    apgrRandom: apgr === null ? null : 0.5,
    apgrOracle: averageGapRecovered(byOracle),
    apgrDeciles: gapRecovered(decileSweep(routed)),
    apgrCost: costs && gapRecoveredByCost(routed, costs.weak, costs.strong),
    cpt50: callShareFor(curve, 0.5),
    cpt80: callShareFor(curve, 0.8),
    ...probabilityFigures(judged, successAt),
    ...(costs && apgr !== null ? qualityPerCost(routed, costs.weak, costs.strong) : { aiq: null, aiqZeroRouter: null }),
  };
}

interface ScoredCase extends JudgedCase {
  readonly weakScore: number;
  readonly strongScore: number;
  readonly weakCostNanoUsd: number | null;
  readonly strongCostNanoUsd: number | null;
  readonly pair: ArmPair;
}

function scoredCases(pair: ArmPair, cases: readonly JudgedCase[]): ScoredCase[] {
  return cases.flatMap((one) => {
    const [weak, strong] = [cellOf(one.row, pair.weak), cellOf(one.row, pair.strong)];
    if (!weak || !strong || weak.score === null || strong.score === null) return [];
    const scored: ScoredCase = {
      ...one,
      pair,
      weakScore: weak.score,
      strongScore: strong.score,
      weakCostNanoUsd: costNanoUsdOf(weak),
      strongCostNanoUsd: costNanoUsdOf(strong),
    };
    return [scored];
  });
}

function probabilityFigures(
  judged: readonly ScoredCase[],
  successAt: number,
): Pick<TaskFigures, "auroc" | "brier" | "ece"> {
  const labelled = judged.flatMap(({ row, pair, weakSuccess }) => {
    const success = isSuccess(cellOf(row, pair.weak)!, successAt);
    return success === null ? [] : [{ probability: weakSuccess, success }];
  });
  if (labelled.length === 0) return { auroc: null, brier: null, ece: null };
  const probabilities = labelled.map(({ probability }) => probability);
  const successes = labelled.map(({ success }) => success);
  return {
    // failing and scoring low mirror each other, so the area for "weak fails" is the area for "weak succeeds"
    auroc: areaUnderRoc(probabilities, successes),
    brier: brierScore(probabilities, successes),
    ece: expectedCalibrationError(probabilities, successes),
  };
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

function drawn({ ranking, weak, strong }: RoutedCases, which: Int32Array): RoutedCases {
  const pick = (values: ArrayLike<number>): Float64Array => Float64Array.from(which, (index) => values[index]!);
  return { ranking: pick(ranking), weak: pick(weak), strong: pick(strong) };
}

function difference(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : one - other;
}

function mean(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total / values.length;
}
