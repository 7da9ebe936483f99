import { varianceFloor, weakSuperpositionLoss } from "../laws/index.ts";
import { ambiguity, deadFeatures, rowNorms, rowOverlaps, shareLongerThan } from "../measures/index.ts";
import { lossAndGradient, type OutputProducts, type Sampler, type ToyModel } from "../training/index.ts";
import type { CurveSettings } from "./curve-settings.ts";

/** What a trained width shows. Overlaps are over rows of non-zero length. */
export interface WidthPoint {
  readonly m: number;
  /** On fresh data; `null` where training diverged. */
  readonly loss: number | null;
  /** Standard error of the loss over batches of test data. */
  readonly lossStandardError: number | null;
  readonly isDiverged: boolean;
  readonly phiHalf: number;
  readonly phiOne: number;
  readonly meanSquaredOverlap: number;
  readonly varianceSquaredOverlap: number;
  readonly maxSquaredOverlap: number;
  /** Over rows longer than 1 alone; `null` with fewer than two of them. */
  readonly meanSquaredOverlapStrong: number | null;
  readonly meanRowNorm: number;
  readonly deadFeatures: number;
  readonly zeroRows: number;
  readonly ambiguity: number;
  /** Loss of keeping exactly the m most frequent features (equation 4), where decay is to reach that; else `null`. */
  readonly ideal: number | null;
  /** The same with φ½ n features kept. */
  readonly idealAtPhiHalf: number;
}

export interface MeasureOptions {
  readonly model: ToyModel;
  readonly sampler: Sampler;
  readonly probabilities: Float64Array;
  readonly settings: CurveSettings;
  readonly products: OutputProducts;
}

/** More than the loss of a model that knows only the means, and a margin: divergence, or features that cannot fire. */
function divergedAbove(width: number): number {
  // in very few dimensions a sound model that keeps all features can do a little worse than one that keeps none
  return width < 10 ? 2 : 1.15;
}

export function measureWidth({ model, sampler, probabilities, settings, products }: MeasureOptions): WidthPoint {
  const { width: m, decoder, features } = model;
  const norms = rowNorms(decoder, m);
  const isSound = norms.every(Number.isFinite) && model.bias.every(Number.isFinite);
  const test = isSound ? testLoss(model, sampler, products, settings.testSamples) : undefined;
  const isDiverged = !(test !== undefined && test.mean <= divergedAbove(m) * varianceFloor(probabilities));
  const phiHalf = shareLongerThan(norms, 0.5);
  const overlaps = rowOverlaps(decoder, m);
  const strong = rowOverlaps(decoder, m, 1);
  return {
    m,
    loss: isDiverged ? null : test!.mean,
    lossStandardError: isDiverged ? null : test!.standardError,
    isDiverged,
    phiHalf,
    phiOne: shareLongerThan(norms, 1),
    meanSquaredOverlap: overlaps.meanSquared,
    varianceSquaredOverlap: overlaps.varianceSquared,
    maxSquaredOverlap: overlaps.maxSquared,
    meanSquaredOverlapStrong: features - strong.deadRows < 2 ? null : strong.meanSquared,
    meanRowNorm: norms.reduce((sum, norm) => sum + norm, 0) / features,
    deadFeatures: deadFeatures(model),
    zeroRows: overlaps.deadRows,
    ambiguity: isSound ? ambiguity(decoder, m) : Number.NaN,
    ideal: settings.rows === "free" && settings.gamma > 0 ? weakSuperpositionLoss(probabilities, m) : null,
    idealAtPhiHalf: weakSuperpositionLoss(probabilities, phiHalf * features),
  };
}

function testLoss(
  model: ToyModel,
  sampler: Sampler,
  products: OutputProducts,
  samples: number,
): { mean: number; standardError: number } | undefined {
  const losses: number[] = [];
  for (let seen = 0; seen < samples; ) {
    const batch = sampler();
    seen += batch.size;
    losses.push(lossAndGradient({ model, batch, products }).loss);
  }
  const mean = losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
  if (!Number.isFinite(mean)) return undefined;
  const variance = losses.reduce((sum, loss) => sum + (loss - mean) ** 2, 0) / Math.max(1, losses.length - 1);
  return { mean, standardError: Math.sqrt(variance / losses.length) };
}
