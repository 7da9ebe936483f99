import {
  createTrainer,
  frequencies,
  independentSampler,
  type OutputProducts,
  randomSource,
  rowNorms,
  rowOverlaps,
  shareLongerThan,
  type Trainer,
  toyModel,
  varianceFloor,
} from "../../../superposition/index.ts";

/** What the sliders say. */
export interface LabSettings {
  readonly features: number;
  readonly width: number;
  readonly alpha: number;
  readonly gamma: number;
  /** Expected number of active features. */
  readonly density: number;
  /** Share of zeros, where all features are equally frequent. */
  readonly sparsity: number;
  /** Whether sparsity counts instead of frequencies by α and E. */
  readonly isEven: boolean;
  /** Feature i has importance base^i. */
  readonly importanceBase: number;
}

/** One reading of a model in training. */
export interface LabReading {
  readonly step: number;
  readonly loss: number;
  readonly phiHalf: number;
  /** Mean squared overlap times m: 1 for random directions. */
  readonly overlapTimesWidth: number;
  readonly welchTimesWidth: number;
}

export interface LabModel {
  readonly settings: LabSettings;
  readonly trainer: Trainer;
  /** Of a model that knows only the means, all importances 1. */
  readonly floor: number;
  /** Takes steps for about so long and reads the model. */
  advance(milliseconds: number): LabReading;
}

const batch = 256;
const rate = 0.01;
const warmUpSteps = 50;

export function labModel(settings: LabSettings, products: OutputProducts): LabModel {
  const { features, width, gamma, importanceBase } = settings;
  const probabilities = probabilitiesOf(settings);
  const trainer = createTrainer({
    model: toyModel({ features, width, random: randomSource(1) }),
    products,
    sampler: independentSampler(probabilities, { batch, random: randomSource(2), values: [0, 2] }),
    importance: Float32Array.from({ length: features }, (_, feature) => importanceBase ** feature),
    constraint: { kind: "decay", gamma },
  });
  let step = 0;
  return {
    settings,
    trainer,
    floor: varianceFloor(probabilities),
    advance: (milliseconds) => {
      const until = performance.now() + milliseconds;
      let [total, count] = [0, 0];
      do {
        step++;
        const now = rate * Math.min(1, step / warmUpSteps);
        total += trainer.step({ weights: now, bias: now });
        count++;
      } while (performance.now() < until);
      const { decoder } = trainer.model;
      const { meanSquared, welchBound } = rowOverlaps(decoder, width);
      return {
        step,
        loss: total / count,
        phiHalf: shareLongerThan(rowNorms(decoder, width), 0.5),
        overlapTimesWidth: width * meanSquared,
        welchTimesWidth: width * welchBound,
      };
    },
  };
}

function probabilitiesOf({ features, alpha, density, sparsity, isEven }: LabSettings): Float64Array {
  if (isEven) return new Float64Array(features).fill(1 - sparsity);
  return frequencies({ shape: { kind: "power", alpha }, features, density });
}

/** The largest density that frequencies of this shape allow. */
export function largestDensity({ features, alpha }: Pick<LabSettings, "features" | "alpha">): number {
  let total = 0;
  for (let rank = 1; rank <= features; rank++) total += rank ** -alpha;
  return total;
}
