import { randomSource } from "../random/random-source.ts";
import { hiddenOf, type OutputProducts, type SparseBatch, type ToyModel } from "../training/index.ts";
import { samplerOf, trainInstances } from "./train-instances.ts";

/** How well a dictionary learned from hidden states alone finds the features back. */
export interface Recoverability {
  readonly features: number;
  readonly width: number;
  /** Features per dimension. */
  readonly load: number;
  /** Mean over represented features of the largest cosine with a learned direction. */
  readonly meanBestCosine: number;
  /** Share of represented features found with a cosine above 0.9. */
  readonly recovered: number;
}

export interface RecoverabilityOptions {
  readonly products: OutputProducts;
  readonly features?: number;
  readonly widths?: readonly number[];
  readonly density?: number;
  readonly samples?: number;
  readonly steps?: number;
  readonly seed?: number;
}

const dictionaryStream = 5;
const rounds = 25;
const foundAbove = 0.9;

/**
 * The price of density for interpretability: toy models of ever less width, and for each a sparse dictionary fitted to its
 * hidden states, by matching pursuit and averaging in turn (as in K-SVD, Aharon et al. 2006, with non-negative codes). The
 * fitter knows the number of features, which is more than an interpreter of a real model does.
 */
export function recoverability(options: RecoverabilityOptions): Recoverability[] {
  const {
    products,
    features = 64,
    widths = [48, 24, 12, 6],
    density = 0.03,
    samples = 4096,
    steps = 1500,
    seed = 1,
  } = options;
  const instances = widths.map((width) => ({
    features,
    width,
    occurs: { kind: "independent" as const, density },
    seed: 1000 * seed + width,
    batch: 512,
    steps,
    rate: 0.02,
  }));
  return trainInstances({ instances, products }).map(({ model, settings }) => {
    const batch = samplerOf(settings, dictionaryStream, samples)();
    const dictionary = learnDictionary(hiddenOf(model, batch), { width: model.width, atoms: features, batch, seed });
    return { features, width: model.width, load: features / model.width, ...compare(model, dictionary) };
  });
}

interface DictionaryOptions {
  readonly width: number;
  readonly atoms: number;
  readonly batch: SparseBatch;
  readonly seed: number;
}

/** @param states [samples × width] */
function learnDictionary(states: Float32Array, { width, atoms, batch, seed }: DictionaryOptions): Float64Array {
  const random = randomSource(seed, dictionaryStream);
  const dictionary = new Float64Array(atoms * width);
  for (let atom = 0; atom < atoms; atom++) startAtom(dictionary, atom, states, width, random.uniform);
  for (let round = 0; round < rounds; round++) {
    const sums = new Float64Array(atoms * width);
    const counts = new Float64Array(atoms);
    for (let row = 0; row < batch.rows; row++)
      pursue(states.subarray(row * width, (row + 1) * width), dictionary, sums, counts);
    for (let atom = 0; atom < atoms; atom++) {
      if (counts[atom] === 0) startAtom(dictionary, atom, states, width, random.uniform);
      else dictionary.set(normalised(sums.subarray(atom * width, (atom + 1) * width)), atom * width);
    }
  }
  return dictionary;
}

const mostActive = 6;
const negligible = 0.05;

/** Greedy non-negative codes of one state; each chosen atom is drawn towards what it has to explain. */
function pursue(state: Float32Array, dictionary: Float64Array, sums: Float64Array, counts: Float64Array): void {
  const width = state.length;
  const residual = Float64Array.from(state);
  const start = length(residual);
  const chosen: { atom: number; code: number }[] = [];
  for (let active = 0; active < mostActive && length(residual) > negligible * start; active++) {
    const { atom, code } = bestAtom(residual, dictionary);
    if (code <= 0) break;
    for (let k = 0; k < width; k++) residual[k]! -= code * dictionary[atom * width + k]!;
    chosen.push({ atom, code });
  }
  for (const { atom, code } of chosen) {
    counts[atom]! += code;
    for (let k = 0; k < width; k++)
      sums[atom * width + k]! += code * (code * dictionary[atom * width + k]! + residual[k]!);
  }
}

function bestAtom(residual: Float64Array, dictionary: Float64Array): { atom: number; code: number } {
  const width = residual.length;
  let best = { atom: 0, code: 0 };
  for (let atom = 0; atom * width < dictionary.length; atom++) {
    let code = 0;
    for (let k = 0; k < width; k++) code += residual[k]! * dictionary[atom * width + k]!;
    if (code > best.code) best = { atom, code };
  }
  return best;
}

function startAtom(
  dictionary: Float64Array,
  atom: number,
  states: Float32Array,
  width: number,
  uniform: () => number,
): void {
  const row = Math.floor(uniform() * (states.length / width)) * width;
  dictionary.set(normalised(Float64Array.from(states.subarray(row, row + width))), atom * width);
}

function compare(
  { decoder, width, features }: ToyModel,
  dictionary: Float64Array,
): Pick<Recoverability, "meanBestCosine" | "recovered"> {
  const best: number[] = [];
  for (let feature = 0; feature < features; feature++) {
    const row = Float64Array.from(decoder.subarray(feature * width, (feature + 1) * width));
    if (length(row) > 0.5) best.push(bestAtom(normalised(row), dictionary).code);
  }
  return {
    meanBestCosine: best.reduce((sum, cosine) => sum + cosine, 0) / best.length,
    recovered: best.filter((cosine) => cosine > foundAbove).length / best.length,
  };
}

function normalised(vector: Float64Array): Float64Array {
  const size = length(vector);
  return size === 0 ? vector : vector.map((value) => value / size);
}

function length(vector: Float64Array): number {
  return Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
}
