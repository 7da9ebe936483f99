import { InputError } from "../errors/index.ts";
import { cellOf, isSuccess, type MatrixRow } from "../matrix/index.ts";
import { fitAnswers } from "./after-call/fit-answers.ts";
import { dealGroups } from "./deal-groups.ts";
import { type FittedKind, fitKind } from "./fit-kind.ts";
import { fittedPromptHashes } from "./fitted-prompts.ts";
import { gateFeatures, gatePlaces, structureScale } from "./gate-features.ts";
import { fitGenericUplift } from "./generic-uplift.ts";
import { groupRows } from "./group-rows.ts";
import { heldOutQuality } from "./held-out-quality.ts";
import type { KindRows } from "./kind-rows.ts";
import { confusableKinds } from "./learn/confusable-kinds.ts";
import { fitKindGate } from "./learn/kind-gate.ts";
import { stackRows } from "./learn/sparse-rows.ts";
import { featureNames, type RequestFeatures, requestFeatures } from "./request-features.ts";
import { requestText } from "./request-text.ts";
import type { FittedOn, Scorer } from "./scorer.ts";
import { findBoilerplate, withoutBoilerplate } from "./text/boilerplate.ts";

/** The rows of one kind of work: one matrix file, or one task of it. */
export interface KindSource {
  readonly name: string;
  readonly rows: readonly MatrixRow[];
}

export interface FitOptions {
  readonly fittedOn: FittedOn;
  /** Score from which a cell is a success. */
  readonly successAt?: number;
  readonly seed?: number;
  readonly folds?: number;
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Fits a success estimator on recorded outcomes. Only the text of a request is read; the kinds of work are told apart by text
 * as well when the scorer is asked. Deterministic for the same rows and seed.
 *
 * @throws InputError when no row holds any known outcome.
 */
export function fitScorer(sources: readonly KindSource[], options: FitOptions): Scorer {
  const { fittedOn, successAt = 1, seed = 1, folds: foldCount = 4, onProgress } = options;
  const texts = sources.map(({ rows }) => rows.map(requestText));
  const boilerplate = new Set(texts.flatMap((own) => [...findBoilerplate(own)]));
  const flat = texts.flat();
  const groups = groupRows(sources).flatMap((own) => [...own]);
  const foldOfGroup = dealGroups(groups, foldCount, seed);
  const folds = Int32Array.from(groups, (group) => foldOfGroup.get(group)!);
  const features = flat.map((text) => requestFeatures(text, boilerplate));
  const kindOf = Int32Array.from(texts.flatMap((own, kind) => own.map(() => kind)));
  const fitted: FittedKind[] = [];
  const kinds: KindRows[] = [];
  let from = 0;
  for (const [index, source] of sources.entries()) {
    const to = from + source.rows.length;
    const kind = kindRows(source, features.slice(from, to), folds.slice(from, to), foldCount, successAt);
    kinds.push(kind);
    const { model, heldOut } = fitKind(kind);
    const { rows } = source;
    const answers = fitAnswers({
      rows,
      arms: kind.arms,
      before: heldOut,
      groups: Int32Array.from(groups.slice(from, to)),
      successAt,
      seed,
    });
    fitted.push({ model: { ...model, ...(answers && { answers }) }, heldOut });
    onProgress?.(index + 1, sources.length);
    from = to;
  }
  if (!kinds.some(({ scores }) => scores.some((score) => !Number.isNaN(score)))) {
    throw new InputError("expected at least one outcome with a known score, but no row has one", {});
  }
  const scale = structureScale(features);
  const gateRows = stackRows(features.map((feature) => gateFeatures(feature, scale)));
  return {
    fittedOn,
    heldOut: heldOutQuality(
      kinds,
      fitted.map((kind) => kind.heldOut),
    ),
    kinds: fitted.map(({ model }) => model),
    gate: fitKindGate(gateRows, kindOf, sources.length, gatePlaces),
    scale,
    groups: confusableKinds(gateRows, kindOf, sources.length, gatePlaces, folds),
    boilerplate,
    generic: fitGenericUplift(kinds, stackRows(features.map(({ ngrams }) => ngrams))),
    abilities: abilitiesOf(fitted),
    fittedPrompts: fittedPromptHashes(
      flat.map((text) => withoutBoilerplate(text, boilerplate)),
      groups,
    ),
  };
}

function kindRows(
  { name, rows }: KindSource,
  features: readonly RequestFeatures[],
  folds: Int32Array,
  foldCount: number,
  successAt: number,
): KindRows {
  const arms = [...new Set(rows.flatMap(({ outcomes }) => Object.keys(outcomes)))];
  const scores = new Float32Array(rows.length * arms.length).fill(Number.NaN);
  const successes = scores.slice();
  for (const [index, row] of rows.entries()) {
    for (const [arm, armName] of arms.entries()) {
      const cell = cellOf(row, armName);
      if (!cell) continue;
      const success = isSuccess(cell, successAt);
      const at = index * arms.length + arm;
      if (success !== null) successes[at] = Number(success);
      scores[at] = cell.score ?? (success === null ? Number.NaN : Number(success));
    }
  }
  const structure = new Float32Array(rows.length * featureNames.length);
  for (const [index, feature] of features.entries()) structure.set(feature.structure, index * featureNames.length);
  const ngrams = stackRows(features.map((feature) => feature.ngrams));
  return { name, arms, ngrams, structure, scores, successes, folds, foldCount };
}

/** Two-way table of success rates, kind + arm, fitted by alternating means; an arm seen in few kinds is shrunk. */
function abilitiesOf(fitted: readonly FittedKind[]): Record<string, number> {
  const abilities: Record<string, number> = {};
  for (let round = 0; round < 10; round++) {
    const sums: Record<string, { sum: number; count: number }> = {};
    for (const { model } of fitted) {
      const known = model.arms
        .map((arm, at) => model.successRates[at]! - (abilities[arm] ?? 0))
        .filter((rate) => !Number.isNaN(rate));
      const level = known.reduce((sum, rate) => sum + rate, 0) / Math.max(1, known.length);
      for (const [at, arm] of model.arms.entries()) {
        const rate = model.successRates[at]!;
        if (Number.isNaN(rate)) continue;
        const entry = sums[arm] ?? { sum: 0, count: 0 };
        sums[arm] = entry;
        entry.sum += rate - level;
        entry.count++;
      }
    }
    for (const [arm, { sum, count }] of Object.entries(sums)) abilities[arm] = sum / (count + 0.5);
  }
  return abilities;
}
