import { InputError } from "../../errors/index.ts";
import { randomOverlapMean, welchBoundSquared } from "../laws/index.ts";
import { randomSource } from "../random/random-source.ts";
import type { ByteSource } from "./byte-source.ts";
import { effectiveRanks } from "./effective-rank.ts";
import type { MatrixLayout } from "./matrix-layout.ts";
import { findArray, isNpy } from "./npy-header.ts";
import { readRows } from "./read-rows.ts";
import { findTensor } from "./safetensors-header.ts";

export interface MatrixAnalysis {
  readonly tensor: string;
  /** Features, n. */
  readonly rows: number;
  /** Width, m. */
  readonly columns: number;
  readonly zeroRows: number;
  readonly rowNorm: {
    readonly mean: number;
    readonly standardDeviation: number;
    readonly min: number;
    readonly max: number;
  };
  /** Mean squared cosine over pairs of rows of non-zero length. */
  readonly meanSquaredOverlap: number;
  /** How it was found: from the trace of a squared Gram matrix, or on sampled pairs. */
  readonly method: "exact" | "sampled";
  /** Of a sampled mean, at 95 %. */
  readonly interval: readonly [number, number] | null;
  /** 1/m. */
  readonly randomOverlap: number;
  /** (n − m)/(m(n − 1)). */
  readonly welchOverlap: number;
  /** (Σ λ)² / Σ λ² of the Gram matrix of the rows as they are; `null` where sampled. */
  readonly participationRatio: number | null;
  /** e to the entropy of the normalised singular values (Roy and Vetterli 2007); `null` where not computed. */
  readonly effectiveRank: number | null;
}

export interface AnalyzeOptions {
  readonly source: ByteSource;
  readonly tensor?: string;
  /** Widest matrix whose m × m Gram matrix is held: 8 m² bytes, and n m² operations. */
  readonly exactUpTo?: number;
  /** Rows drawn for the sampled estimate. */
  readonly sampledRows?: number;
  readonly seed?: number;
  readonly onProgress?: (progress: { readonly rows: number; readonly of: number }) => void;
}

/** Two m × m matrices of 8 bytes: 268 MB at this width. */
const widestExact = 4096;
/** The singular values cost m³. */
const widestEffectiveRank = 1024;

/**
 * Streams a matrix of a real model and reports how its rows overlap, against 1/m and the Welch bound. Exact by
 * Σ_ij (ŵ_i·ŵ_j)² = ‖Ŵ^T Ŵ‖², for which an m × m matrix is enough, however many rows there are.
 * @throws InputError for a file that is not what it says, before anything of the size it claims is allocated.
 */
export async function analyzeMatrix(options: AnalyzeOptions): Promise<MatrixAnalysis> {
  const { source, exactUpTo = widestExact } = options;
  const start = await source.read(0, 8);
  const layout = isNpy(start) ? await findArray(source) : await findTensor(source, options.tensor);
  return layout.columns <= exactUpTo ? analyzeExactly(options, layout) : analyzeSampled(options, layout);
}

interface RowStatistics {
  add(norm: number): void;
  summary(): Pick<MatrixAnalysis, "zeroRows" | "rowNorm">;
}

function rowStatistics(file: string): RowStatistics {
  let [count, sum, squares, zeros] = [0, 0, 0, 0];
  let [min, max] = [Number.POSITIVE_INFINITY, 0];
  return {
    add: (norm) => {
      if (!Number.isFinite(norm))
        throw new InputError(`expected finite numbers, got another in row ${count}`, { file });
      count++;
      sum += norm;
      squares += norm * norm;
      if (norm === 0) zeros++;
      min = Math.min(min, norm);
      max = Math.max(max, norm);
    },
    summary: () => {
      const mean = sum / count;
      return {
        zeroRows: zeros,
        rowNorm: { mean, standardDeviation: Math.sqrt(Math.max(0, squares / count - mean * mean)), min, max },
      };
    },
  };
}

async function analyzeExactly(options: AnalyzeOptions, layout: MatrixLayout): Promise<MatrixAnalysis> {
  const { source, onProgress } = options;
  const { rows, columns: m } = layout;
  const statistics = rowStatistics(source.name);
  const [unitGram, gram] = [new Float64Array(m * m), new Float64Array(m * m)];
  let seen = 0;
  for await (const piece of readRows(source, layout)) {
    for (let at = 0; at < piece.length; at += m) {
      const row = piece.subarray(at, at + m);
      const squared = row.reduce((sum, value) => sum + value * value, 0);
      statistics.add(Math.sqrt(squared));
      if (squared > 0) addOuter(gram, unitGram, row, 1 / squared);
    }
    seen += piece.length / m;
    onProgress?.({ rows: seen, of: rows });
  }
  const summary = statistics.summary();
  const live = rows - summary.zeroRows;
  const isRankComputed = m <= widestEffectiveRank;
  const ranks = effectiveRanks(gram, m, isRankComputed);
  return {
    ...common(layout, live),
    ...summary,
    meanSquaredOverlap: live < 2 ? 0 : Math.max(0, (symmetricSquares(unitGram, m) - live) / (live * (live - 1))),
    method: "exact",
    interval: null,
    ...ranks,
  };
}

/** Adds a row's outer product to the upper triangles, as it is and at unit length. */
function addOuter(gram: Float64Array, unitGram: Float64Array, row: Float64Array, scale: number): void {
  const m = row.length;
  for (let i = 0; i < m; i++) {
    const value = row[i]!;
    if (value === 0) continue;
    const [start, scaled] = [i * m, value * scale];
    for (let j = i; j < m; j++) {
      gram[start + j]! += value * row[j]!;
      unitGram[start + j]! += scaled * row[j]!;
    }
  }
}

/** Sum of squares of a symmetric matrix of which the upper triangle is stored. */
function symmetricSquares(upper: Float64Array, m: number): number {
  let sum = 0;
  for (let i = 0; i < m; i++) {
    for (let j = i; j < m; j++) sum += (i === j ? 1 : 2) * upper[i * m + j]! ** 2;
  }
  return sum;
}

/** Rows drawn without replacement; their pairs estimate the mean, and leaving each row out in turn its error. */
async function analyzeSampled(options: AnalyzeOptions, layout: MatrixLayout): Promise<MatrixAnalysis> {
  const { source, sampledRows = 1000, seed = 1, onProgress } = options;
  const { rows, columns: m } = layout;
  const statistics = rowStatistics(source.name);
  const random = randomSource(seed);
  const kept: Float32Array[] = [];
  let seen = 0;
  for await (const piece of readRows(source, layout)) {
    for (let at = 0; at < piece.length; at += m) {
      const row = piece.subarray(at, at + m);
      const norm = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0));
      statistics.add(norm);
      if (norm === 0) continue;
      // reservoir sampling (Vitter 1985)
      const slot = kept.length < sampledRows ? kept.length : Math.floor(random.uniform() * ++seen);
      if (kept.length < sampledRows) seen++;
      if (slot < sampledRows) kept[slot] = Float32Array.from(row, (value) => value / norm);
    }
    onProgress?.({ rows: Math.min(rows, seen), of: rows });
  }
  const summary = statistics.summary();
  return {
    ...common(layout, rows - summary.zeroRows),
    ...summary,
    ...pairMean(kept),
    method: "sampled",
    participationRatio: null,
    effectiveRank: null,
  };
}

function pairMean(rows: readonly Float32Array[]): Pick<MatrixAnalysis, "meanSquaredOverlap" | "interval"> {
  const count = rows.length;
  if (count < 3) return { meanSquaredOverlap: 0, interval: null };
  const sums = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    for (let j = i + 1; j < count; j++) {
      let cosine = 0;
      for (let k = 0; k < rows[i]!.length; k++) cosine += rows[i]![k]! * rows[j]![k]!;
      sums[i]! += cosine * cosine;
      sums[j]! += cosine * cosine;
    }
  }
  const total = sums.reduce((sum, value) => sum + value, 0) / 2;
  const mean = total / ((count * (count - 1)) / 2);
  const withoutOne = sums.map((own) => (total - own) / (((count - 1) * (count - 2)) / 2));
  const variance = ((count - 1) / count) * withoutOne.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const reach = 1.96 * Math.sqrt(variance);
  return { meanSquaredOverlap: mean, interval: [mean - reach, mean + reach] };
}

function common({ tensor, rows, columns }: MatrixLayout, live: number) {
  return {
    tensor,
    rows,
    columns,
    randomOverlap: randomOverlapMean(columns),
    welchOverlap: welchBoundSquared(live, columns),
  };
}
