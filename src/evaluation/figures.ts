import {
  bootstrapRatio,
  bootstrapRatioDifference,
  type Interval,
  type RatioSample,
  ratioOfSums,
  wilsonInterval,
} from "../statistics/index.ts";
import type { CasePath } from "./case-path.ts";
import { totalUsd } from "./economics.ts";

/** What a policy cost and achieved over a set of cases. Rates are per case, costs are totals. */
export interface Figures {
  readonly cases: number;
  readonly successRate: number;
  readonly successInterval: Interval;
  readonly escalationRate: number;
  readonly reviewRate: number;
  readonly acceptedErrorRate: number;
  /** Over the cases whose cost is known. */
  readonly modelCostUsd: number;
  readonly totalCostUsd: number;
  /** null when nothing succeeded: then the cost of a success is at least a third of the total (rule of three). */
  readonly costPerSuccess: number | null;
  readonly costPerSuccessInterval: Interval | null;
  /** Share of cases by the tier that answered, or `review`. */
  readonly finalShare: Readonly<Record<string, number>>;
  readonly startShare: Readonly<Record<string, number>>;
  /** Cases with an unknown cost on their path, left out of every cost figure. */
  readonly unknownCost: number;
}

export interface FigureOptions {
  readonly seed?: number;
  readonly resamples?: number;
}

export function figuresOf(paths: readonly CasePath[], options: FigureOptions = {}): Figures {
  const cases = paths.length;
  const known = paths.filter(({ cost }) => cost.modelUsd !== null);
  const sample = costPerSuccessSample(known);
  const successes = sum(paths, ({ success }) => success);
  const hasSuccess = sum(known, ({ success }) => success) > 0;
  return {
    cases,
    successRate: successes / cases,
    successInterval: wilsonInterval(successes, cases),
    escalationRate: sum(paths, ({ escalations }) => Number(escalations > 0)) / cases,
    reviewRate: sum(paths, ({ reviewed }) => reviewed) / cases,
    acceptedErrorRate: sum(paths, ({ acceptedError }) => acceptedError) / cases,
    modelCostUsd: sum(known, ({ cost }) => cost.modelUsd ?? 0),
    totalCostUsd: sum(known, ({ cost }) => totalUsd(cost) ?? 0),
    costPerSuccess: hasSuccess ? ratioOfSums(sample) : null,
    costPerSuccessInterval: hasSuccess ? bootstrapRatio(sample, options) : null,
    finalShare: shares(paths.map(({ endedAt }) => endedAt)),
    startShare: shares(paths.flatMap(({ startTier }) => startTier ?? [])),
    unknownCost: cases - known.length,
  };
}

/** How two policies differ in cost per success on the same cases, and whether the data show it. */
export interface Comparison {
  readonly difference: number;
  readonly interval: Interval;
  readonly verdict: "better" | "worse" | "not shown";
}

/** Paired by case: one minus other; negative is cheaper. Cases with an unknown cost on either side are left out. */
export function compare(one: readonly CasePath[], other: readonly CasePath[], options: FigureOptions = {}): Comparison {
  const isKnown = one.map(({ cost }, index) => cost.modelUsd !== null && other[index]?.cost.modelUsd !== null);
  const [a, b] = [one, other].map((paths) => costPerSuccessSample(paths.filter((_, index) => isKnown[index]))) as [
    RatioSample,
    RatioSample,
  ];
  const interval = bootstrapRatioDifference(a, b, options);
  const [low, high] = interval;
  return {
    difference: ratioOfSums(a) - ratioOfSums(b),
    interval,
    verdict: high < 0 ? "better" : low > 0 ? "worse" : "not shown",
  };
}

function costPerSuccessSample(paths: readonly CasePath[]): RatioSample {
  return {
    numerators: Float64Array.from(paths, ({ cost }) => totalUsd(cost) ?? 0),
    denominators: Float64Array.from(paths, ({ success }) => success),
    clusters: paths.map(({ cluster }) => cluster),
  };
}

function shares(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return Object.fromEntries(Object.entries(counts).map(([value, count]) => [value, count / values.length]));
}

function sum<T>(values: readonly T[], of: (value: T) => number): number {
  return values.reduce((total, value) => total + of(value), 0);
}
