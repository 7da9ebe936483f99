import { hiddenOf, type OutputProducts, type SparseBatch, type ToyModel } from "../training/index.ts";
import { dimensionsPerFeature } from "./feature-measures.ts";
import { samplerOf, trainInstances } from "./train-instances.ts";

export interface VulnerabilityPoint {
  readonly density: number;
  /** Loss under attack over loss without, minus 1, relative to the most dense model's. */
  readonly vulnerability: number;
  readonly dimensionsPerFeature: number;
}

export interface VulnerabilityOptions {
  readonly products: OutputProducts;
  readonly features?: number;
  readonly width?: number;
  readonly densities?: readonly number[];
  readonly batch?: number;
  readonly steps?: number;
  readonly seed?: number;
}

/** Length of an attack, relative to the mean length of an input. */
const attackShare = 0.1;
const attackInputs = 512;
const attackStream = 4;

/**
 * Demonstration 13: what a small change of the input can do to the outputs. A model in superposition reads each output from
 * many inputs, so that a change spread over all of them adds up; vulnerability rises with features per dimension.
 */
export function adversarialVulnerability(options: VulnerabilityOptions): VulnerabilityPoint[] {
  const { products, features = 100, width = 20, densities = [1, 0.3, 0.1, 0.03, 0.01], seed = 1 } = options;
  const { batch = 1024, steps = 2000 } = options;
  const instances = densities.map((density, index) => ({
    features,
    width,
    importance: (feature: number) => 100 ** (-feature / (features - 1)),
    occurs: { kind: "independent" as const, density },
    seed: 1000 * seed + index,
    batch,
    steps,
  }));
  const trained = trainInstances({ instances, products });
  const damages = trained.map(({ model, settings }) =>
    attackDamage(model, samplerOf(settings, attackStream, attackInputs)()),
  );
  return trained.map(({ model }, index) => ({
    density: densities[index]!,
    vulnerability: damages[index]! / damages[0]!,
    dimensionsPerFeature: dimensionsPerFeature(model.decoder, width),
  }));
}

/**
 * Mean squared change of the outputs by the strongest attack of a given length, over the attack's squared length: the
 * largest singular value, squared, of the Jacobian diag(y > 0) W W^T at each input, by power iteration.
 */
export function attackDamage(model: ToyModel, batch: SparseBatch): number {
  const hidden = hiddenOf(model, batch);
  let total = 0;
  for (let row = 0; row < batch.rows; row++) {
    total += largestStretch(model, hidden.subarray(row * model.width, (row + 1) * model.width));
  }
  return (attackShare ** 2 * total) / batch.rows;
}

const powerRounds = 12;

function largestStretch({ decoder, bias, width, features }: ToyModel, hidden: Float32Array): number {
  const isFiring = Array.from({ length: features }, (_, feature) => {
    let y = bias[feature]!;
    for (let k = 0; k < width; k++) y += hidden[k]! * decoder[feature * width + k]!;
    return y > 0;
  });
  let direction = Float64Array.from({ length: features }, (_, feature) => 1 + Math.sin(feature));
  let stretch = 0;
  for (let round = 0; round < powerRounds; round++) {
    const changed = through(decoder, width, direction).map((value, feature) => (isFiring[feature] ? value : 0));
    stretch = squaredLength(changed) / squaredLength(direction);
    const back = through(decoder, width, changed);
    const length = Math.sqrt(squaredLength(back));
    if (length === 0) return 0;
    direction = back.map((value) => value / length);
  }
  return stretch;
}

/** W W^T v. */
function through(decoder: Float32Array, width: number, vector: Float64Array): Float64Array {
  const inner = new Float64Array(width);
  for (const [feature, value] of vector.entries()) {
    if (value !== 0) for (let k = 0; k < width; k++) inner[k]! += decoder[feature * width + k]! * value;
  }
  return vector.map((_, feature) => {
    let sum = 0;
    for (let k = 0; k < width; k++) sum += decoder[feature * width + k]! * inner[k]!;
    return sum;
  });
}

function squaredLength(vector: Float64Array): number {
  return vector.reduce((sum, value) => sum + value * value, 0);
}
