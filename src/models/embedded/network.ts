/** A group of output labels: any number of them may hold (`many`), or exactly one (`one`). */
export interface Head {
  /** Place in the answer, for instance `action.handling`. */
  readonly path: string;
  readonly kind: "many" | "one";
  readonly labels: readonly string[];
}

/**
 * One trained network. Hashed text features → a linear bottleneck of `width` numbers → one layer of rectified units → the
 * read heads (what the message says). What it says of the first read head → a second layer → the act heads (what follows).
 *
 * Everything the network knows of a message passes through `width` numbers, so that labels in excess of it share
 * directions and disturb one another.
 */
export interface Network extends NetworkShape {
  readonly name: string;
  /** [buckets × width], row-major, quantised: value × scale of its column. */
  readonly inputWeights: Int8Array;
  /** [width] */
  readonly inputScales: Float32Array;
  /** [width × hidden], row-major, and [hidden]. */
  readonly mixWeights: Float32Array;
  readonly mixBias: Float32Array;
  /** [hidden × read labels] and [read labels]. */
  readonly readWeights: Float32Array;
  readonly readBias: Float32Array;
  /** [labels of the first read head × hidden] and [hidden]. */
  readonly planWeights: Float32Array;
  readonly planBias: Float32Array;
  /** [hidden × act labels] and [act labels]. */
  readonly actWeights: Float32Array;
  readonly actBias: Float32Array;
}

export interface NetworkShape {
  readonly width: number;
  readonly buckets: number;
  readonly hidden: number;
  /** What the message says. The act heads rest on the labels said of the first. */
  readonly readHeads: readonly Head[];
  /** What follows from it. */
  readonly actHeads: readonly Head[];
}

/** The logits of the read heads, in order. */
export function readLogits(network: Network, features: Int32Array): Float32Array {
  const mixed = relu(affine(bottleneck(network, features), network.mixWeights, network.mixBias));
  return affine(mixed, network.readWeights, network.readBias);
}

/** The logits of the act heads for what was said of the first read head: 1 for each label said. */
export function actLogits(network: Network, said: Float32Array): Float32Array {
  const planned = relu(affine(said, network.planWeights, network.planBias));
  return affine(planned, network.actWeights, network.actBias);
}

/** Each of n features weighs n^−¼: long messages do not shout, and do not drown what they say either. */
export function featureWeight(count: number): number {
  return count === 0 ? 0 : count ** -0.25;
}

export function labelCount(heads: readonly Head[]): number {
  return heads.reduce((sum, { labels }) => sum + labels.length, 0);
}

export function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

function bottleneck({ width, inputWeights, inputScales }: Network, features: Int32Array): Float32Array {
  const sums = new Int32Array(width);
  for (const feature of features) {
    const row = feature * width;
    for (let unit = 0; unit < width; unit++) sums[unit]! += inputWeights[row + unit]!;
  }
  const weight = featureWeight(features.length);
  return Float32Array.from(sums, (sum, unit) => sum * inputScales[unit]! * weight);
}

function relu(values: Float32Array): Float32Array {
  return values.map((value) => Math.max(0, value));
}

/** inputs · weights + bias. @param weights [inputs × outputs], row-major. */
function affine(inputs: Float32Array, weights: Float32Array, bias: Float32Array): Float32Array {
  const outputs = Float32Array.from(bias);
  const count = outputs.length;
  for (let input = 0; input < inputs.length; input++) {
    const value = inputs[input]!;
    if (value === 0) continue;
    const row = input * count;
    for (let output = 0; output < count; output++) outputs[output]! += value * weights[row + output]!;
  }
  return outputs;
}
