import type { ThresholdParameters } from "../policy/index.ts";
import { thresholdPolicy } from "../policy/index.ts";
import { quantileOfSorted, type RatioSample, ratioOfSums } from "../statistics/index.ts";
import { type Economics, totalUsd } from "./economics.ts";
import { replay, type ScoredRow } from "./replay.ts";

export interface TuneOptions {
  /** The cases to tune on: never the ones to be judged on. */
  readonly rows: readonly ScoredRow[];
  /** Arms in order, cheapest first. */
  readonly tiers: readonly string[];
  readonly signal: ThresholdParameters["signal"];
  readonly economics: Economics;
  readonly riskFloor?: ThresholdParameters["riskFloor"];
}

const confidenceGrid = [0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
/** One parameter at a time finds no way from "start high" to "start low and check": it has to begin at both. */
const startConfidences = [0, 0.2, 0.5];
const quantiles = 20;
const sweeps = 6;

/**
 * Finds start thresholds and minimum confidences with the lowest cost per success on the given cases: coordinate
 * descent over quantiles of the signal and a fixed grid of confidences, from several starting points.
 * The number it reaches is in-sample; judge the result on other cases.
 */
export function tuneThresholds(options: TuneOptions): ThresholdParameters {
  const levels = signalLevels(options);
  const places = [0, Math.floor(levels.length / 2), levels.length - 1];
  const starts = places.flatMap((place) =>
    startConfidences.map((confidence) => initial(options, levels[place]!, confidence)),
  );
  const found = starts.map((start) => descend(options, levels, start));
  return found.reduce((best, next) => (next.cost < best.cost ? next : best)).parameters;
}

/** The signal's quantiles, and a level above all of them: "never". */
function signalLevels({ rows, signal }: TuneOptions): number[] {
  const sorted = Float64Array.from(rows, ({ input }) => input[signal]).sort();
  const levels = Array.from({ length: quantiles }, (_, index) =>
    roundTo(quantileOfSorted(sorted, index / quantiles), 4),
  );
  const never = Math.ceil(2 * (sorted.at(-1) ?? 0)) + 1;
  return [...new Set([0, ...levels, never])];
}

function initial({ tiers, signal, riskFloor }: TuneOptions, level: number, minConfidence: number): ThresholdParameters {
  return {
    ladder: tiers.map((tier) => ({ tier, minConfidence })),
    signal,
    startAt: tiers.slice(1).map(() => level),
    ...(riskFloor && { riskFloor }),
  };
}

interface Found {
  readonly parameters: ThresholdParameters;
  readonly cost: number;
}

function descend(options: TuneOptions, levels: readonly number[], from: ThresholdParameters): Found {
  let best: Found = { parameters: from, cost: costPerSuccess(options, from) };
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const before = best.cost;
    for (const candidate of [...moves(best.parameters, levels)]) {
      const parameters = candidate(best.parameters);
      if (!parameters) continue;
      const cost = costPerSuccess(options, parameters);
      if (cost < best.cost) best = { parameters, cost };
    }
    if (best.cost === before) break;
  }
  return best;
}

type Move = (parameters: ThresholdParameters) => ThresholdParameters | undefined;

/** Changes of one parameter at a time; a threshold that would break the rising order is no move. */
function* moves({ ladder, startAt }: ThresholdParameters, levels: readonly number[]): Generator<Move> {
  for (const index of startAt.keys()) {
    for (const level of levels) {
      yield (parameters) => {
        const changed = parameters.startAt.with(index, level);
        const isRising = changed.every((value, at) => value >= (changed[at - 1] ?? value));
        return isRising ? { ...parameters, startAt: changed } : undefined;
      };
    }
  }
  for (const index of ladder.keys()) {
    for (const minConfidence of confidenceGrid) {
      yield (parameters) => ({
        ...parameters,
        ladder: parameters.ladder.with(index, { ...parameters.ladder[index]!, minConfidence }),
      });
    }
  }
}

function costPerSuccess({ rows, economics }: TuneOptions, parameters: ThresholdParameters): number {
  const paths = replay(rows, thresholdPolicy(parameters), economics).filter(({ cost }) => cost.modelUsd !== null);
  const sample: RatioSample = {
    numerators: paths.map(({ cost }) => totalUsd(cost) ?? 0),
    denominators: paths.map(({ success }) => success),
  };
  const ratio = ratioOfSums(sample);
  return Number.isNaN(ratio) ? Number.POSITIVE_INFINITY : ratio;
}

function roundTo(value: number, digits: number): number {
  const scale = 10 ** digits;
  return Math.round(value * scale) / scale;
}
