import type { OutputProducts } from "./output-products.ts";
import type { SparseBatch } from "./sparse-batch.ts";
import { isTied, type ToyModel } from "./toy-model.ts";
import { addScaled, dotAt } from "./vector.ts";

export interface GradientOptions {
  readonly model: ToyModel;
  readonly batch: SparseBatch;
  readonly products: OutputProducts;
  /** Weight of each feature's error; all 1 by default. */
  readonly importance?: Float32Array;
  /** What an active value should come out as; itself by default. Zero must stay zero. */
  readonly target?: (value: number) => number;
}

export interface LossAndGradient {
  /** Σ_i importance_i (y_i − target_i)², averaged over the batch. */
  readonly loss: number;
  /** Of the encoder, or of the one matrix of a tied model. */
  readonly encoder: Float32Array;
  /** The encoder's array again where the model is tied. */
  readonly decoder: Float32Array;
  readonly bias: Float32Array;
}

/**
 * Loss and gradient by hand. The output error is Y − T where an output fires, and T is zero wherever x is; since Y is zero
 * where it does not fire, the dense part needs nothing but Y itself, and T enters at the active entries alone.
 * The sum of squares comes free from the same products: y² = y·(w·h + b), so Σ y² = Σ_i w_i·(Y^T H)_i + b_i·(Y^T 1)_i.
 */
export function lossAndGradient(options: GradientOptions): LossAndGradient {
  const { model, batch } = options;
  const state = forward(options);
  const gradient = {
    loss: 0,
    decoder: new Float32Array(model.decoder.length),
    bias: new Float32Array(model.features),
  };
  addOutputs(gradient, options, state);
  addTargets(gradient, options, state);
  const encoder = isTied(model) ? gradient.decoder : new Float32Array(model.encoder.length);
  addInputs(encoder, options, state);
  return { ...gradient, loss: gradient.loss / batch.size, encoder };
}

interface Forward {
  readonly hidden: Float32Array;
  readonly weightedDecoder: Float32Array;
  /** Y · weighted D, from which the targets' part is still to be taken. */
  readonly back: Float32Array;
  readonly outer: Float32Array;
}

interface Sums {
  loss: number;
  readonly decoder: Float32Array;
  readonly bias: Float32Array;
}

function forward({ model, batch: { rows, ...batch }, products, importance }: GradientOptions): Forward {
  const { features, width, decoder, bias, output } = model;
  const hidden = hiddenOf(model, { rows, ...batch });
  const weightedDecoder = importance === undefined ? decoder : rowsScaled(decoder, width, importance);
  const result =
    rows === 0
      ? { back: new Float32Array(0), outer: new Float32Array(features * (width + 1)) }
      : products.run({ rows, features, width, hidden, decoder, weightedDecoder, bias, output });
  return { hidden, weightedDecoder, ...result };
}

/** What the outputs cost and ask for as if every target were zero, empty inputs included. */
function addOutputs(sums: Sums, { model, batch, importance }: GradientOptions, { outer }: Forward): void {
  const { features, width, decoder, bias, output } = model;
  const step = 2 / batch.size;
  const emptyInputs = batch.size - batch.rows;
  for (let feature = 0; feature < features; feature++) {
    const weight = importance?.[feature] ?? 1;
    const [w, o] = [feature * width, feature * (width + 1)];
    const squares = outer[o + width]! * bias[feature]! + dotAt(outer, o, decoder, w, width);
    addScaled(sums.decoder, w, step * weight, outer, o, width);
    const atRest = output === "relu" ? Math.max(0, bias[feature]!) : bias[feature]!;
    sums.loss += weight * (squares + emptyInputs * atRest * atRest);
    sums.bias[feature] = step * weight * (outer[o + width]! + emptyInputs * atRest);
  }
}

/** What the targets change at the active entries. */
function addTargets(sums: Sums, options: GradientOptions, { hidden, weightedDecoder, back }: Forward): void {
  const { model, batch, importance, target = identity } = options;
  const { width, decoder, bias, output } = model;
  const { rowOf, featureOf, value, size } = batch;
  for (let entry = 0; entry < value.length; entry++) {
    const [feature, h] = [featureOf[entry]!, rowOf[entry]! * width];
    const w = feature * width;
    const y = bias[feature]! + dotAt(hidden, h, decoder, w, width);
    const wanted = target(value[entry]!);
    const weight = importance?.[feature] ?? 1;
    const isFiring = output === "linear" || y > 0;
    sums.loss += weight * wanted * (wanted - (isFiring ? 2 * y : 0));
    if (!isFiring) continue;
    const pull = (2 / size) * weight * wanted;
    sums.bias[feature]! -= pull;
    addScaled(sums.decoder, w, -pull, hidden, h, width);
    addScaled(back, h, -wanted, weightedDecoder, w, width);
  }
}

/** The way through the hidden layer to the encoder: X^T · back, at the active entries. */
function addInputs(encoder: Float32Array, { model, batch }: GradientOptions, { hidden, back }: Forward): void {
  const { width } = model;
  const { rowOf, featureOf, value, size } = batch;
  if (model.hidden === "relu") for (let at = 0; at < back.length; at++) if (!(hidden[at]! > 0)) back[at] = 0;
  for (let entry = 0; entry < value.length; entry++) {
    addScaled(encoder, featureOf[entry]! * width, (2 / size) * value[entry]!, back, rowOf[entry]! * width, width);
  }
}

/** H = f(X E): each input's rows of the encoder gathered, weighted by its values. */
export function hiddenOf(model: ToyModel, { rows, rowOf, featureOf, value }: SparseBatch): Float32Array {
  const { width, encoder } = model;
  const hidden = new Float32Array(rows * width);
  for (let entry = 0; entry < value.length; entry++) {
    addScaled(hidden, rowOf[entry]! * width, value[entry]!, encoder, featureOf[entry]! * width, width);
  }
  if (model.hidden === "relu") for (let at = 0; at < hidden.length; at++) if (hidden[at]! < 0) hidden[at] = 0;
  return hidden;
}

function identity(value: number): number {
  return value;
}

function rowsScaled(matrix: Float32Array, width: number, scale: Float32Array): Float32Array {
  return matrix.map((value, at) => value * scale[Math.floor(at / width)]!);
}
