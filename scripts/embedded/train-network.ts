import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-wasm";
import { type Head, labelCount, type Network } from "../../src/models/index.ts";
import { type RandomSource, randomSource } from "../../src/statistics/index.ts";
import { type AdamParameter, adamParameter } from "./adam.ts";
import { type Batch, makeBatch } from "./batch.ts";
import { actHeads, readHeads } from "./heads.ts";
import { quantise } from "./quantise.ts";
import type { Recipe } from "./recipe.ts";
import type { TrainingTexts } from "./training-texts.ts";

export interface TrainOptions {
  readonly name: string;
  readonly width: number;
  readonly recipe: Recipe;
  readonly texts: TrainingTexts;
  readonly onProgress?: (progress: { step: number; loss: number }) => void;
}

const [readCount, actCount] = [labelCount(readHeads), labelCount(actHeads)];
const saidCount = readHeads[0]!.labels.length;
/** Most concerns are not raised by most messages. */
const rareLabelBias = -3;
const progressEvery = 100;

/** Trains one network on freshly composed messages; the same options give the same network. */
export async function trainNetwork({ name, width, recipe, texts, onProgress }: TrainOptions): Promise<Network> {
  await useWasm();
  const random = randomSource(recipe.seed);
  const parameters = initialise(width, recipe, random);
  for (let step = 1; step <= recipe.steps; step++) {
    const batch = makeBatch(texts, recipe, random);
    const shouldReport = step % progressEvery === 0 || step === recipe.steps;
    const loss = trainStep(parameters, batch, recipe, step, shouldReport);
    if (loss !== undefined) onProgress?.({ step, loss });
  }
  const network = freeze(name, width, recipe, parameters);
  for (const parameter of Object.values(parameters)) parameter.dispose();
  return network;
}

type ParameterName = "inputWeights" | `${"mix" | "read" | "plan" | "act"}${"Weights" | "Bias"}`;
type Parameters = Record<ParameterName, AdamParameter>;

async function useWasm(): Promise<void> {
  // setBackend says no by returning false, not by throwing
  if (!(await tf.setBackend("wasm"))) throw new Error("tfjs could not start its wasm back end");
}

function initialise(width: number, { buckets, hidden }: Recipe, random: RandomSource): Parameters {
  const uniform = (rows: number, columns: number, reach: number): AdamParameter =>
    adamParameter(
      tf.tensor2d(
        Float32Array.from({ length: rows * columns }, () => (2 * random.next() - 1) * reach),
        [rows, columns],
      ),
    );
  const bias = (values: Float32Array): AdamParameter => adamParameter(tf.tensor1d(values));
  const heUniform = (rows: number, columns: number): AdamParameter => uniform(rows, columns, Math.sqrt(3 / rows));
  return {
    inputWeights: uniform(buckets, width, 0.1),
    mixWeights: heUniform(width, hidden),
    mixBias: bias(new Float32Array(hidden)),
    readWeights: heUniform(hidden, readCount),
    readBias: bias(Float32Array.from({ length: readCount }, (_, label) => (label < saidCount ? rareLabelBias : 0))),
    planWeights: heUniform(saidCount, hidden),
    planBias: bias(new Float32Array(hidden)),
    actWeights: heUniform(hidden, actCount),
    actBias: bias(new Float32Array(actCount)),
  };
}

/**
 * One step with gradients by hand: for sigmoid with cross-entropy as for softmax with cross-entropy, the gradient at the
 * logits is prediction − target. The act heads learn from the right concerns (teacher forcing), not from the network's own.
 * Transposes are explicit, since the wasm back end takes a slow path for the flags of matMul.
 */
function trainStep(p: Parameters, batch: Batch, recipe: Recipe, step: number, wantsLoss: boolean): number | undefined {
  const rate = learningRateAt(step, recipe);
  let loss: number | undefined;
  tf.tidy(() => {
    const inputs = tf.tensor2d(batch.inputs, [recipe.batch, recipe.buckets]);
    const readTargets = tf.tensor2d(batch.readTargets, [recipe.batch, readCount]);
    const actTargets = tf.tensor2d(batch.actTargets, [recipe.batch, actCount]);

    const bottleneck: tf.Tensor2D = tf.matMul(inputs, matrix(p.inputWeights));
    const mixed = tf.relu(affine(bottleneck, p.mixWeights, p.mixBias));
    const read = predict(affine(mixed, p.readWeights, p.readBias), readHeads);
    const said = tf.slice(readTargets, [0, 0], [recipe.batch, saidCount]);
    const planned = tf.relu(affine(said, p.planWeights, p.planBias));
    const act = predict(affine(planned, p.actWeights, p.actBias), actHeads);

    const readError = tf.div(tf.sub(read, readTargets), recipe.batch) as tf.Tensor2D;
    const actError = tf.div(tf.sub(act, actTargets), recipe.batch) as tf.Tensor2D;
    const mixedError = throughRelu(readError, p.readWeights, mixed);
    const plannedError = throughRelu(actError, p.actWeights, planned);
    const bottleneckError = tf.matMul(mixedError, tf.transpose(matrix(p.mixWeights)));

    const gradients: Record<ParameterName, tf.Tensor> = {
      inputWeights: tf.matMul(tf.transpose(inputs), bottleneckError),
      mixWeights: tf.matMul(tf.transpose(bottleneck), mixedError),
      mixBias: tf.sum(mixedError, 0),
      readWeights: tf.matMul(tf.transpose(mixed), readError),
      readBias: tf.sum(readError, 0),
      planWeights: tf.matMul(tf.transpose(said), plannedError),
      planBias: tf.sum(plannedError, 0),
      actWeights: tf.matMul(tf.transpose(planned), actError),
      actBias: tf.sum(actError, 0),
    };
    for (const [name, gradient] of Object.entries(gradients) as [ParameterName, tf.Tensor][]) {
      p[name].update(gradient, step, rate, name === "inputWeights" ? recipe.weightDecay : 0);
    }
    if (wantsLoss) loss = crossEntropy(read, readTargets) + crossEntropy(act, actTargets);
  });
  return loss;
}

function matrix({ value }: AdamParameter): tf.Tensor2D {
  return value as tf.Tensor as tf.Tensor2D;
}

/** The error before a layer of rectified units, from the error after the weights that follow it. */
function throughRelu(error: tf.Tensor2D, weights: AdamParameter, units: tf.Tensor2D): tf.Tensor2D {
  const isActive = tf.cast(tf.greater(units, 0), "float32");
  return tf.mul(tf.matMul(error, tf.transpose(matrix(weights))), isActive);
}

function affine(inputs: tf.Tensor2D, weights: AdamParameter, bias: AdamParameter): tf.Tensor2D {
  return tf.add(tf.matMul(inputs, matrix(weights)), bias.value);
}

/** Sigmoid on `many` heads, softmax on `one` heads. @param logits [batch × labels] */
function predict(logits: tf.Tensor2D, heads: readonly Head[]): tf.Tensor2D {
  let offset = 0;
  const parts = heads.map(({ kind, labels }): tf.Tensor2D => {
    const own: tf.Tensor2D = tf.slice(logits, [0, offset], [logits.shape[0], labels.length]);
    offset += labels.length;
    return kind === "many" ? tf.sigmoid(own) : tf.softmax(own);
  });
  return tf.concat(parts, 1);
}

/** −Σ target·log(prediction) + (1 − target)·log(1 − prediction) per message, summed in double precision. */
function crossEntropy(predictions: tf.Tensor, targets: tf.Tensor): number {
  const [p, t] = [predictions.dataSync(), targets.dataSync()];
  let total = 0;
  for (let index = 0; index < p.length; index++)
    total -= Math.log(Math.max(1e-9, t[index]! > 0.5 ? p[index]! : 1 - p[index]!));
  return total / predictions.shape[0]!;
}

/** Linear warm-up, then a cosine down to a fiftieth. */
function learningRateAt(step: number, { learningRate, warmUpSteps, steps }: Recipe): number {
  const cosine = 0.5 * (1 + Math.cos((Math.PI * step) / steps));
  return learningRate * Math.min(1, step / warmUpSteps) * (0.02 + 0.98 * cosine);
}

function freeze(name: string, width: number, recipe: Recipe, parameters: Parameters): Network {
  const values = (key: ParameterName): Float32Array => Float32Array.from(parameters[key].value.dataSync());
  return {
    name,
    width,
    buckets: recipe.buckets,
    hidden: recipe.hidden,
    readHeads,
    actHeads,
    ...quantise(values("inputWeights"), width),
    mixWeights: values("mixWeights"),
    mixBias: values("mixBias"),
    readWeights: values("readWeights"),
    readBias: values("readBias"),
    planWeights: values("planWeights"),
    planBias: values("planBias"),
    actWeights: values("actWeights"),
    actBias: values("actBias"),
  };
}
