/** A tree of fixed depth: node n's children are 2n + 1 (feature ≤ threshold) and 2n + 2; leaves hold one number per output. */
export interface Tree {
  readonly features: Uint8Array;
  readonly thresholds: Float32Array;
  readonly leaves: Float32Array;
}

export interface BoostOptions {
  readonly featureCount: number;
  readonly outputs: number;
  readonly trees?: number;
  readonly depth?: number;
  readonly learningRate?: number;
  readonly leastLeafRows?: number;
  readonly penalty?: number;
}

const binCount = 32;

/**
 * Gradient-boosted regression trees on squared error (Friedman 2001) with a vector of outputs per leaf: one split serves all
 * outputs, so what they share is learned from all of them. Features are cut into 32 bins at their quantiles.
 */
export function fitBoostedTrees(features: Float32Array, targets: Float32Array, options: BoostOptions): Tree[] {
  const {
    featureCount,
    outputs,
    trees: treeCount = 60,
    depth = 3,
    learningRate = 0.1,
    leastLeafRows = 20,
    penalty = 10,
  } = options;
  const rows = targets.length / outputs;
  const { bins, edges } = binned(features, rows, featureCount);
  const residual = targets.slice();
  const trees: Tree[] = [];
  for (let round = 0; round < treeCount; round++) {
    const grown = growTree({ bins, edges, residual, rows, featureCount, outputs, depth, leastLeafRows, penalty });
    if (!grown) break;
    for (let at = 0; at < grown.tree.leaves.length; at++) grown.tree.leaves[at]! *= learningRate;
    for (let row = 0; row < rows; row++) {
      const leaf = grown.leafOf[row]! * outputs;
      for (let output = 0; output < outputs; output++)
        residual[row * outputs + output]! -= grown.tree.leaves[leaf + output]!;
    }
    trees.push(grown.tree);
  }
  return trees;
}

/** Adds each tree's leaf to `out`, which holds one number per output. */
export function addTrees(trees: readonly Tree[], features: Float32Array, out: Float32Array | Float64Array): void {
  const outputs = out.length;
  for (const { features: split, thresholds, leaves } of trees) {
    let node = 0;
    while (node < split.length) node = 2 * node + (features[split[node]!]! <= thresholds[node]! ? 1 : 2);
    const leaf = (node - split.length) * outputs;
    for (let output = 0; output < outputs; output++) out[output]! += leaves[leaf + output]!;
  }
}

interface Growth {
  readonly bins: Uint8Array;
  readonly edges: readonly Float32Array[];
  readonly residual: Float32Array;
  readonly rows: number;
  readonly featureCount: number;
  readonly outputs: number;
  readonly depth: number;
  readonly leastLeafRows: number;
  readonly penalty: number;
}

function growTree(growth: Growth): { tree: Tree; leafOf: Uint16Array } | undefined {
  const { rows, outputs, depth } = growth;
  const inner = 2 ** depth - 1;
  const tree: Tree = {
    features: new Uint8Array(inner),
    // a node without a worthwhile split sends every row left
    thresholds: new Float32Array(inner).fill(Number.POSITIVE_INFINITY),
    leaves: new Float32Array(2 ** depth * outputs),
  };
  const nodeOf = new Uint16Array(rows);
  let hasSplit = false;
  for (let level = 0; level < depth; level++) hasSplit = splitLevel(growth, tree, nodeOf, level) || hasSplit;
  if (!hasSplit) return undefined;
  for (let row = 0; row < rows; row++) nodeOf[row]! -= inner;
  fillLeaves(growth, tree.leaves, nodeOf);
  return { tree, leafOf: nodeOf };
}

/** Splits every node of a level and moves the rows one level down; says whether any split was worth it. */
function splitLevel(growth: Growth, tree: Tree, nodeOf: Uint16Array, level: number): boolean {
  const { bins, edges, rows, featureCount } = growth;
  const first = 2 ** level - 1;
  const splits = bestSplits(growth, nodeOf, first, 2 ** level);
  for (const [node, split] of splits.entries()) {
    if (!split) continue;
    tree.features[first + node] = split.feature;
    tree.thresholds[first + node] = edges[split.feature]![split.bin]!;
  }
  for (let row = 0; row < rows; row++) {
    const split = splits[nodeOf[row]! - first];
    const isRight = split !== undefined && bins[row * featureCount + split.feature]! > split.bin;
    nodeOf[row] = 2 * nodeOf[row]! + (isRight ? 2 : 1);
  }
  return splits.some(Boolean);
}

function fillLeaves({ residual, rows, outputs, penalty }: Growth, leaves: Float32Array, leafOf: Uint16Array): void {
  const counts = new Float64Array(leaves.length / outputs);
  for (let row = 0; row < rows; row++) {
    const leaf = leafOf[row]!;
    counts[leaf]!++;
    for (let output = 0; output < outputs; output++) {
      leaves[leaf * outputs + output]! += residual[row * outputs + output]!;
    }
  }
  for (let at = 0; at < leaves.length; at++) leaves[at]! /= counts[(at / outputs) | 0]! + penalty;
}

interface Split {
  readonly feature: number;
  readonly bin: number;
}

/** The best split of each node of a level, by histograms: Σ over outputs of (sum of residuals)² / (rows + penalty). */
function bestSplits(growth: Growth, nodeOf: Uint16Array, first: number, width: number): (Split | undefined)[] {
  const { outputs, featureCount } = growth;
  const best: (Split | undefined)[] = new Array(width).fill(undefined);
  const gains = new Float64Array(width).fill(1e-9);
  const histogram: Histogram = {
    counts: new Float64Array(width * binCount),
    sums: new Float64Array(width * binCount * outputs),
  };
  for (let feature = 0; feature < featureCount; feature++) {
    fillHistogram(growth, nodeOf, first, feature, histogram);
    for (let node = 0; node < width; node++) {
      const { gain, bin } = bestCut(growth, histogram, node);
      if (gain <= gains[node]!) continue;
      gains[node] = gain;
      best[node] = { feature, bin };
    }
  }
  return best;
}

interface Histogram {
  readonly counts: Float64Array;
  readonly sums: Float64Array;
}

function fillHistogram(
  growth: Growth,
  nodeOf: Uint16Array,
  first: number,
  feature: number,
  histogram: Histogram,
): void {
  const { bins, residual, rows, featureCount, outputs } = growth;
  const { counts, sums } = histogram;
  counts.fill(0);
  sums.fill(0);
  for (let row = 0; row < rows; row++) {
    const cell = (nodeOf[row]! - first) * binCount + bins[row * featureCount + feature]!;
    counts[cell]!++;
    const [at, own] = [cell * outputs, row * outputs];
    for (let output = 0; output < outputs; output++) sums[at + output]! += residual[own + output]!;
  }
}

function bestCut(growth: Growth, { counts, sums }: Histogram, node: number): { gain: number; bin: number } {
  const { outputs, leastLeafRows, penalty } = growth;
  const all = new Float64Array(outputs);
  const left = new Float64Array(outputs);
  let total = 0;
  for (let bin = 0; bin < binCount; bin++) {
    total += counts[node * binCount + bin]!;
    addCell(all, sums, (node * binCount + bin) * outputs);
  }
  const whole = squaresOf(all) / (total + penalty);
  let best = { gain: 0, bin: 0 };
  let count = 0;
  for (let bin = 0; bin < binCount - 1; bin++) {
    const here = counts[node * binCount + bin]!;
    if (here === 0) continue;
    count += here;
    addCell(left, sums, (node * binCount + bin) * outputs);
    if (count < leastLeafRows) continue;
    if (total - count < leastLeafRows) break;
    let right = 0;
    for (let output = 0; output < outputs; output++) right += (all[output]! - left[output]!) ** 2;
    const gain = squaresOf(left) / (count + penalty) + right / (total - count + penalty) - whole;
    if (gain > best.gain) best = { gain, bin };
  }
  return best;
}

function addCell(to: Float64Array, sums: Float64Array, from: number): void {
  for (let output = 0; output < to.length; output++) to[output]! += sums[from + output]!;
}

function squaresOf(values: Float64Array): number {
  let squares = 0;
  for (let at = 0; at < values.length; at++) squares += values[at]! ** 2;
  return squares;
}

function binned(
  features: Float32Array,
  rows: number,
  featureCount: number,
): { bins: Uint8Array; edges: Float32Array[] } {
  const bins = new Uint8Array(rows * featureCount);
  const edges = Array.from({ length: featureCount }, (_, feature) => {
    const sorted = Float32Array.from({ length: rows }, (_, row) => features[row * featureCount + feature]!).sort();
    const cuts = Array.from({ length: binCount - 1 }, (_, bin) => sorted[Math.floor(((bin + 1) * rows) / binCount)]!);
    const own = Float32Array.from([...new Set(cuts)].sort((a, b) => a - b));
    for (let row = 0; row < rows; row++)
      bins[row * featureCount + feature] = binOf(own, features[row * featureCount + feature]!);
    return own;
  });
  return { bins, edges };
}

/** Number of edges below the value: the value is at most edges[bin]. */
function binOf(edges: Float32Array, value: number): number {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= edges[middle]!) high = middle;
    else low = middle + 1;
  }
  return low;
}
