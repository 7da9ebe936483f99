import { InputError } from "../../errors/index.ts";
import type { FrequencyShape } from "../laws/index.ts";
import type { CurveSettings } from "./curve-settings.ts";

export const presetNames = ["quick", "laptop", "laptop-published-init", "paper-small", "paper-large"] as const;
export type PresetName = (typeof presetNames)[number];

type Base = Omit<CurveSettings, "shape" | "gamma" | "seed">;
/** What tells the curves of one preset apart. */
export type CurveChoice = Pick<CurveSettings, "shape" | "gamma"> & Partial<CurveSettings>;

export interface Preset {
  readonly name: PresetName;
  readonly what: string;
  readonly base: Base;
  readonly curves: readonly CurveChoice[];
  /**
   * Start length of rows where decay is positive: from length 1 the narrowest of briefly trained models can lose even their
   * most frequent features before they have learned them.
   */
  readonly weakWeightStart?: number;
}

const quick: Base = {
  features: 512,
  widths: [6, 9, 14, 21, 32, 48],
  density: 1,
  rows: "free",
  biasStart: "zero",
  weightStart: 1,
  batch: 256,
  steps: 600,
  warmUpSteps: 60,
  rates: { kind: "constant", weights: 0.03, bias: 0.03 },
  testSamples: 16_384,
};
const laptop: Base = {
  ...quick,
  features: 1000,
  widths: [10, 15, 25, 39, 63, 100],
  batch: 512,
  steps: 1000,
  warmUpSteps: 100,
  testSamples: 32_768,
};
const paperSmall: Base = {
  ...laptop,
  biasStart: "normal",
  batch: 2048,
  steps: 20_000,
  warmUpSteps: 2000,
  rates: { kind: "constant", weights: 0.01, bias: 0.01 },
  testSamples: 204_800,
};
const paperLarge: Base = {
  ...paperSmall,
  features: 10_240,
  widths: [8, 16, 32, 64, 128, 256, 512, 1024],
  warmUpSteps: 1000,
  rates: { kind: "published-large" },
};

/** Large runs, with the fit ranges of appendix D. */
const largeCurves: readonly CurveChoice[] = [
  { shape: { kind: "power", alpha: 1.2 }, gamma: -1, fitFrom: 32 },
  { shape: { kind: "exponential", scale: 400 }, gamma: -1 },
  { shape: { kind: "linear" }, gamma: -1, fitFrom: 32 },
  { shape: { kind: "power", alpha: 1.2 }, gamma: 0.1, fitFrom: 64 },
  { shape: { kind: "exponential", scale: 400 }, gamma: 0.1 },
  { shape: { kind: "linear" }, gamma: 0.1 },
];

const presets: Readonly<Record<PresetName, Omit<Preset, "name">>> = {
  quick: {
    what: "seconds; shows both regimes",
    base: quick,
    curves: [power(0, -1), power(1, -1), power(1.5, 1)],
    weakWeightStart: 0.7,
  },
  laptop: {
    what: "minutes; the papers' widths with fewer, larger steps",
    base: laptop,
    curves: [power(0, -0.556), power(1, -0.556), power(1.5, 1), power(2, 1)],
  },
  "laptop-published-init": {
    what: "minutes; biases start from N(0, 1) as in the published code",
    base: { ...laptop, biasStart: "normal", steps: 2500, warmUpSteps: 250 },
    curves: [power(0, -0.556)],
  },
  "paper-small": {
    what: "hours; the published settings of the small model",
    base: paperSmall,
    curves: [power(0, -0.556), power(1, -0.556), power(1.5, -0.556), power(1.5, 0.333), power(2, 0.333)],
  },
  "paper-large": { what: "days; the published settings of the large model", base: paperLarge, curves: largeCurves },
};

function power(alpha: number, gamma: number): CurveChoice {
  return { shape: { kind: "power", alpha }, gamma };
}

/** @throws InputError for a name that no preset has. */
export function presetNamed(name: string): Preset {
  const known = presetNames.find((candidate) => candidate === name);
  if (known === undefined)
    throw new InputError(`expected one of ${presetNames.join(", ")}, got "${name}"`, { field: "preset" });
  return { name: known, ...presets[known] };
}

/** What the caller wants otherwise than the preset: each list is crossed with the others. */
export interface CurveChanges {
  readonly shapes?: readonly FrequencyShape[];
  readonly gammas?: readonly number[];
  readonly densities?: readonly number[];
  readonly features?: readonly number[];
  readonly seeds?: readonly number[];
  readonly all?: Partial<Omit<CurveSettings, "shape" | "gamma" | "density" | "features" | "seed">>;
}

/** The curves of a preset, or of every combination of what is asked for, in a fixed order. */
export function presetCurves(preset: Preset, seed = 1, changes: CurveChanges = {}): CurveSettings[] {
  const { base, weakWeightStart = base.weightStart } = preset;
  const { densities = [base.density], features = [base.features], seeds = [seed] } = changes;
  return curveChoices(preset, changes).flatMap((choice) =>
    features.flatMap((featureCount) =>
      densities.flatMap((density) =>
        seeds.map((own) => ({
          ...base,
          weightStart: choice.gamma > 0 ? weakWeightStart : base.weightStart,
          ...choice,
          features: featureCount,
          density,
          seed: own,
          ...changes.all,
        })),
      ),
    ),
  );
}

/** The preset's own pairs of frequencies and decay, or all pairs of what is asked for and what the preset has. */
function curveChoices({ curves }: Preset, { shapes, gammas }: CurveChanges): readonly CurveChoice[] {
  if (shapes === undefined && gammas === undefined) return curves;
  const ownShapes = new Map(curves.map(({ shape }) => [JSON.stringify(shape), shape]));
  const ownGammas = new Set(curves.map(({ gamma }) => gamma));
  return [...(shapes ?? ownShapes.values())].flatMap((shape) =>
    [...(gammas ?? ownGammas)].map((gamma) => ({ shape, gamma })),
  );
}
