import type { SparseBatch, ToyModel } from "../../../src/superposition/index.ts";

export interface TwinOptions {
  readonly model: ToyModel;
  readonly batch: SparseBatch;
  readonly importance?: Float32Array;
  readonly target?: (value: number) => number;
}

/** Loss of a toy model by its definition: every input dense, every sum a loop, in double precision. */
export function twinLoss({ model, batch, importance, target = (value) => value }: TwinOptions): number {
  const { features, width, encoder, decoder, bias } = model;
  const inputs = Array.from({ length: batch.size }, () => new Float64Array(features));
  batch.value.forEach((value, entry) => {
    inputs[batch.rowOf[entry]!]![batch.featureOf[entry]!] = value;
  });
  let total = 0;
  for (const x of inputs) {
    const h = new Float64Array(width);
    for (let i = 0; i < features; i++) for (let k = 0; k < width; k++) h[k]! += x[i]! * encoder[i * width + k]!;
    if (model.hidden === "relu") for (let k = 0; k < width; k++) h[k] = Math.max(0, h[k]!);
    for (let i = 0; i < features; i++) {
      let y = bias[i]!;
      for (let k = 0; k < width; k++) y += h[k]! * decoder[i * width + k]!;
      if (model.output === "relu") y = Math.max(0, y);
      total += (importance?.[i] ?? 1) * (y - (x[i] === 0 ? 0 : target(x[i]!))) ** 2;
    }
  }
  return total / batch.size;
}

/** The gradient by central differences of the twin's loss, at a few places of an array of the model. */
export function numericalGradient(options: TwinOptions, array: Float32Array, places: readonly number[]): number[] {
  const step = 1e-3;
  return places.map((place) => {
    const before = array[place]!;
    array[place] = before + step;
    const [above, upper] = [twinLoss(options), array[place]!];
    array[place] = before - step;
    const [below, lower] = [twinLoss(options), array[place]!];
    array[place] = before;
    return (above - below) / (upper - lower);
  });
}
