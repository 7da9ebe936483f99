import { frequencies, varianceFloor } from "../laws/index.ts";
import { randomSource } from "../random/random-source.ts";
import {
  createTrainer,
  independentSampler,
  learningRateAt,
  type OutputProducts,
  type ToyModel,
  toyModel,
} from "../training/index.ts";
import { type CurveSettings, checkCurve, peakRates } from "./curve-settings.ts";
import { measureWidth, type WidthPoint } from "./measure-width.ts";

export interface WidthRun {
  readonly point: WidthPoint;
  readonly model: ToyModel;
}

export interface WidthProgress {
  readonly width: number;
  readonly step: number;
  readonly steps: number;
  /** On the last training batch. */
  readonly loss: number;
}

export interface TrainWidthOptions {
  readonly settings: CurveSettings;
  readonly width: number;
  readonly products: OutputProducts;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: WidthProgress) => void;
}

const valueRange = [0, 2] as const;
/** A training loss this many times that of a model that has learned nothing is no longer training. */
const divergedAt = 100;
const yieldEveryMs = 50;
/** Tells apart the streams of one width: start values, training data, test data. */
const streams = { start: 1, training: 2, test: 3 } as const;

/**
 * Trains the toy model at one width on fresh data and measures it on more. The same settings on the same back end give the
 * same bits. Lets other work of the process run now and then. @throws the signal's reason when aborted.
 */
export async function trainWidth(options: TrainWidthOptions): Promise<WidthRun> {
  const { settings, width, products, signal, onProgress } = options;
  checkCurve({ ...settings, widths: [width] });
  const probabilities = frequencies(settings);
  const model = startModel(settings, width);
  const trainer = createTrainer({
    model,
    products,
    sampler: independentSampler(probabilities, {
      batch: settings.batch,
      random: randomSource(settings.seed, width, streams.training),
      values: valueRange,
    }),
    constraint: settings.rows === "unit-sphere" ? { kind: "unit-sphere" } : { kind: "decay", gamma: settings.gamma },
  });
  const peak = peakRates(settings.rates, width);
  const tooLarge = divergedAt * varianceFloor(probabilities) + divergedAt;
  let yieldedAt = performance.now();
  for (let step = 1; step <= settings.steps; step++) {
    const share = learningRateAt(step, { peak: 1, steps: settings.steps, warmUpSteps: settings.warmUpSteps });
    const loss = trainer.step({ weights: peak.weights * share, bias: peak.bias * share });
    // biases that start from N(0, 1) begin with a loss of about n/2
    const hasSettled = step > settings.warmUpSteps;
    if (!Number.isFinite(loss) || (hasSettled && loss > tooLarge)) break;
    if (performance.now() - yieldedAt < yieldEveryMs && step < settings.steps) continue;
    onProgress?.({ width, step, steps: settings.steps, loss });
    await new Promise((resolve) => setTimeout(resolve));
    signal?.throwIfAborted();
    yieldedAt = performance.now();
  }
  const sampler = independentSampler(probabilities, {
    batch: Math.min(settings.testSamples, 2048),
    random: randomSource(settings.seed, width, streams.test),
    values: valueRange,
  });
  return { point: measureWidth({ model, sampler, probabilities, settings, products }), model };
}

function startModel({ features, biasStart, weightStart, seed }: CurveSettings, width: number): ToyModel {
  return toyModel({
    features,
    width,
    random: randomSource(seed, width, streams.start),
    biasScale: biasStart === "normal" ? 1 : 0,
    weightScale: weightStart / Math.sqrt(width),
  });
}
