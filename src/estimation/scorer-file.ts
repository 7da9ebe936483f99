import { InputError, showValue } from "../errors/index.ts";
import type { AnswerEstimator } from "./after-call/answer-estimator.ts";
import { answerFeatureNames } from "./after-call/answer-features.ts";
import type { Calibration } from "./calibration.ts";
import { checkScorer } from "./check-scorer.ts";
import { pack, packQuantised, unpackFloats, unpackIntegers, unpackQuantised } from "./packed-numbers.ts";
import { type PackedTrees, packTrees, unpackTrees } from "./packed-trees.ts";
import { featureNames, featureVersion } from "./request-features.ts";
import type { FittedOn, HeldOut, KindModel, Scorer } from "./scorer.ts";

const format = "tierwise.scorer";
const fileVersion = 1;

/** A scorer as the text of a `*.scorer.json` file: tables as base64, most of them in 8 bits. Holds no text of any request. */
export function writeScorer(scorer: Scorer): string {
  const { fittedOn, heldOut, kinds, gate, scale, groups, boilerplate, generic, abilities, fittedPrompts } = scorer;
  return `${JSON.stringify(
    {
      format,
      v: fileVersion,
      featureVersion,
      features: featureNames,
      fittedOn,
      heldOut,
      abilities,
      generic: { ngramWeights: packQuantised(generic.ngramWeights), perLogWords: generic.perLogWords },
      groups: [...groups],
      gate: { kinds: gate.kinds, weights: packQuantised(gate.weights), bias: pack(gate.bias) },
      scale: { centre: pack(scale.centre), spread: pack(scale.spread) },
      boilerplate: pack(Uint32Array.from(boilerplate).sort()),
      fittedPrompts: pack(Uint32Array.from(fittedPrompts).sort()),
      kinds: kinds.map(writeKind),
    },
    null,
    1,
  )}\n`;
}

/**
 * Reads a scorer from a file's text.
 *
 * @throws InputError when it is not a scorer, is of another version, was fitted with other features, or holds a number that
 * is not finite: it says what to do, which is to fit again.
 */
export function readScorer(text: string, file: string): Scorer {
  const value = parse(text, file);
  const refuse = (problem: string, field: string): never => {
    throw new InputError(`${problem}: fit it again with this version`, { file, field });
  };
  if (value.format !== format) refuse(`expected a scorer file, got format ${showValue(value.format)}`, "format");
  if (value.v !== fileVersion) refuse(`expected scorer version ${fileVersion}, got ${showValue(value.v)}`, "v");
  if (value.featureVersion !== featureVersion || JSON.stringify(value.features) !== JSON.stringify(featureNames)) {
    refuse(`expected features of version ${featureVersion}, got ${showValue(value.featureVersion)}`, "featureVersion");
  }
  try {
    const scorer = asScorer(value as unknown as WrittenScorer);
    checkScorer(scorer);
    return scorer;
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    throw new InputError(`the scorer is damaged (${problem}): fit it again`, { file }, { cause });
  }
}

interface WrittenScorer {
  readonly fittedOn: FittedOn;
  readonly heldOut: HeldOut;
  readonly abilities: Readonly<Record<string, number>>;
  readonly generic: { readonly ngramWeights: string; readonly perLogWords: number };
  readonly groups: readonly number[];
  readonly gate: { readonly kinds: number; readonly weights: string; readonly bias: string };
  readonly scale: { readonly centre: string; readonly spread: string };
  readonly boilerplate: string;
  readonly fittedPrompts: string;
  readonly kinds: readonly WrittenKind[];
}

interface WrittenKind {
  readonly name: string;
  readonly rows: number;
  readonly arms: readonly string[];
  readonly meanScores: readonly (number | null)[];
  readonly successRates: readonly (number | null)[];
  readonly trust: number;
  readonly factors: number;
  readonly weights: string;
  readonly loadings: string;
  readonly calibrations: readonly Calibration[];
  readonly answers?: {
    readonly rate: number;
    readonly trust: number;
    readonly trees: PackedTrees;
    readonly calibration: Calibration;
  };
  readonly centre: string;
  readonly spread: string;
  readonly reach: number;
}

function writeKind({
  meanScores,
  successRates,
  weights,
  loadings,
  centre,
  spread,
  answers,
  ...rest
}: KindModel): WrittenKind {
  return {
    ...rest,
    meanScores: Array.from(meanScores, knownOrNull),
    successRates: Array.from(successRates, knownOrNull),
    calibrations: rest.calibrations.map(rounded),
    ...(answers && { answers: writeAnswers(answers) }),
    weights: packQuantised(weights),
    loadings: pack(loadings),
    centre: pack(centre),
    spread: pack(spread),
  };
}

function writeAnswers({ rate, trust, trees, calibration }: AnswerEstimator): NonNullable<WrittenKind["answers"]> {
  return { rate: round(rate), trust: round(trust), trees: packTrees(trees), calibration: rounded(calibration) };
}

function asScorer({ gate, scale, groups, boilerplate, fittedPrompts, generic, kinds, ...rest }: WrittenScorer): Scorer {
  return {
    ...rest,
    kinds: kinds.map(asKind),
    generic: { ...generic, ngramWeights: unpackQuantised(generic.ngramWeights) },
    groups: Int32Array.from(groups),
    gate: { kinds: gate.kinds, weights: unpackQuantised(gate.weights), bias: unpackFloats(gate.bias) },
    scale: { centre: unpackFloats(scale.centre), spread: unpackFloats(scale.spread) },
    boilerplate: new Set(unpackIntegers(boilerplate)),
    fittedPrompts: new Set(unpackIntegers(fittedPrompts)),
  };
}

function asKind({
  meanScores,
  successRates,
  weights,
  loadings,
  centre,
  spread,
  answers,
  ...rest
}: WrittenKind): KindModel {
  return {
    ...rest,
    meanScores: Float32Array.from(meanScores, (score) => score ?? Number.NaN),
    successRates: Float32Array.from(successRates, (rate) => rate ?? Number.NaN),
    weights: unpackQuantised(weights),
    loadings: unpackFloats(loadings),
    ...(answers && { answers: { ...answers, trees: unpackTrees(answers.trees, answerFeatureNames.length) } }),
    centre: unpackFloats(centre),
    spread: unpackFloats(spread),
  };
}

function parse(text: string, file: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null) return value as Record<string, unknown>;
  } catch {
    // said below
  }
  throw new InputError("expected a scorer file, but this is not a JSON object", { file });
}

function knownOrNull(value: number): number | null {
  return Number.isNaN(value) ? null : round(value);
}

function rounded(calibration: Calibration): Calibration {
  const entries = Object.entries(calibration).map(([key, value]) => [
    key,
    typeof value === "number" ? round(value) : Array.isArray(value) ? value.map(round) : value,
  ]);
  return Object.fromEntries(entries) as Calibration;
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
