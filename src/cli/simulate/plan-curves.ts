import { readFile } from "node:fs/promises";
import { InputError } from "../../errors/index.ts";
import {
  type CurveSettings,
  checkCurve,
  type FrequencyShape,
  presetCurves,
  presetNamed,
} from "../../superposition/index.ts";
import { numberList, oneNumber, oneOf, optionalNumber, wholeNumber } from "./flags.ts";

/** The flags that say what to simulate. */
export interface CurveFlags {
  readonly preset: string;
  readonly data?: string[];
  readonly alpha?: string[];
  readonly scale?: string;
  readonly frequencies?: string;
  readonly gamma?: string[];
  readonly density?: string[];
  readonly features?: string[];
  readonly widths?: string[];
  readonly rows?: string;
  readonly biasStart?: string;
  readonly weightStart?: string;
  readonly batch?: string;
  readonly steps?: string;
  readonly testSamples?: string;
  readonly seed: string;
  readonly seeds?: string[];
}

/** The curves that flags ask for, all of them checked before the first is trained. */
export async function planCurves(flags: CurveFlags): Promise<CurveSettings[]> {
  const preset = presetNamed(flags.preset);
  const shapes = await shapesOf(flags);
  const [gammas, densities] = [numberList("gamma", flags.gamma), numberList("density", flags.density)];
  const [features, seeds] = [numberList("features", flags.features), numberList("seeds", flags.seeds)];
  const curves = presetCurves(preset, wholeNumber("seed", flags.seed), {
    ...(shapes && { shapes }),
    ...(gammas && { gammas }),
    ...(densities && { densities }),
    ...(features && { features }),
    ...(seeds && { seeds }),
    all: changesOf(flags),
  });
  for (const curve of curves) checkCurve(curve);
  return curves;
}

function changesOf(flags: CurveFlags): Partial<CurveSettings> {
  const widths = numberList("widths", flags.widths);
  const batch = optionalNumber("batch", flags.batch);
  const steps = optionalNumber("steps", flags.steps);
  const testSamples = optionalNumber("test-samples", flags.testSamples);
  const weightStart = optionalNumber("weight-start", flags.weightStart);
  return {
    ...(widths && { widths }),
    ...(batch !== undefined && { batch }),
    ...(steps !== undefined && { steps, warmUpSteps: Math.floor(steps / 10) }),
    ...(testSamples !== undefined && { testSamples }),
    ...(weightStart !== undefined && { weightStart }),
    ...(flags.rows !== undefined && { rows: oneOf("rows", flags.rows, ["free", "unit-sphere"]) }),
    ...(flags.biasStart !== undefined && { biasStart: oneOf("bias-start", flags.biasStart, ["zero", "normal"]) }),
  };
}

const kinds = ["power", "exponential", "linear", "custom"] as const;
const publishedScale = 400;

async function shapesOf(flags: CurveFlags): Promise<FrequencyShape[] | undefined> {
  const alphas = numberList("alpha", flags.alpha);
  const asked = flags.frequencies === undefined ? flags.data : ["custom"];
  if (asked === undefined) return alphas?.map((alpha) => ({ kind: "power", alpha }));
  const shapes: FrequencyShape[] = [];
  for (const text of asked.flatMap((value) => value.split(","))) {
    const kind = oneOf("data", text, kinds);
    if (kind === "power") shapes.push(...(alphas ?? [1]).map((alpha) => ({ kind, alpha })));
    else if (kind === "linear") shapes.push({ kind });
    else if (kind === "custom") shapes.push({ kind, weights: await readWeights(flags.frequencies) });
    else shapes.push({ kind, scale: flags.scale === undefined ? publishedScale : oneNumber("scale", flags.scale) });
  }
  return shapes;
}

async function readWeights(file: string | undefined): Promise<number[]> {
  if (file === undefined)
    throw new InputError("expected --frequencies FILE with one number per feature beside --data custom");
  const text = await readFile(file, "utf8").catch((cause: Error) => {
    throw new InputError(`expected a file of numbers, got ${cause.message}`, { file }, { cause });
  });
  const words = text.split(/[\s,]+/).filter(Boolean);
  return words.map((word, index) => {
    const value = Number(word);
    if (Number.isFinite(value)) return value;
    throw new InputError(`expected a number, got "${word.slice(0, 40)}" as number ${index + 1}`, { file });
  });
}
