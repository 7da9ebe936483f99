import { InputError } from "../../errors/index.ts";
import type { MatrixRow } from "../../matrix/index.ts";
import { dealGroups } from "../deal-groups.ts";
import { estimateRequest } from "../estimate.ts";
import { type FitOptions, fitScorer, type KindSource } from "../fit-scorer.ts";
import { isFittedPrompt } from "../fitted-prompts.ts";
import { groupRows } from "../group-rows.ts";
import { requestText } from "../request-text.ts";
import type { Scorer } from "../scorer.ts";
import { findBoilerplate } from "../text/boilerplate.ts";
import { type AnswerFigures, benchAnswers } from "./bench-answers.ts";
import { benchTask, type JudgedCase, type TaskFigures, type TaskOptions } from "./bench-task.ts";
import { type ArmPair, choosePair } from "./choose-pair.ts";
import { fittedRate } from "./fitted-rate.ts";

/** One task to judge: its rows, and the pairs of arms; without any, the default pair. */
export interface BenchTask {
  readonly name: string;
  readonly rows: readonly MatrixRow[];
  readonly pairs: readonly ArmPair[];
}

export interface BenchOptions extends TaskOptions {
  readonly onProgress?: (done: number, total: number) => void;
}

export interface BenchResult {
  readonly tasks: readonly JudgedTask[];
  /** Rows left out because the scorer was fitted on their prompt, or on one that differs little. */
  readonly fittedRows: number;
}

/** Judges a scorer on rows whose prompts it was not fitted on; those and changed copies of them are left out and counted. */
export function benchScorer(scorer: Scorer, tasks: readonly BenchTask[], options: BenchOptions = {}): BenchResult {
  const judged = tasks.map((task) => ({ ...task, rows: newRows(scorer, task.rows) }));
  const all = tasks.reduce((sum, { rows }) => sum + rows.length, 0);
  const fittedRows = all - judged.reduce((sum, { rows }) => sum + rows.length, 0);
  return { tasks: judgeTasks(judged, groupRows(judged), [scorer], () => 0, options), fittedRows };
}

function newRows(scorer: Scorer, rows: readonly MatrixRow[]): MatrixRow[] {
  const texts = rows.map(requestText);
  const boilerplate = findBoilerplate(texts);
  return rows.filter((_, row) => !isFittedPrompt(scorer, texts[row]!, boilerplate));
}

/**
 * Grouped cross-validation: the rows are dealt to folds with near-duplicates together, also across tasks, and every row is
 * judged by a scorer fitted on the other folds.
 */
export function benchFolds(
  tasks: readonly BenchTask[],
  folds: number,
  fit: FitOptions,
  options: BenchOptions = {},
): BenchResult {
  const groups = groupRows(tasks);
  const all = groups.flatMap((own) => [...own]);
  const groupCount = new Set(all).size;
  if (folds > groupCount) {
    const has = `the matrix has ${groupCount} group${groupCount === 1 ? "" : "s"} of near-duplicate prompts`;
    throw new InputError(`expected at most ${groupCount} folds, got ${folds}: ${has}`);
  }
  const foldOfGroup = dealGroups(all, folds, fit.seed ?? 1);
  const foldOf = (task: number, row: number): number => foldOfGroup.get(groups[task]![row]!)!;
  const scorers = Array.from({ length: folds }, (_, fold) => {
    const sources: KindSource[] = tasks.map(({ name, rows }, task) => ({
      name,
      rows: rows.filter((_, row) => foldOf(task, row) !== fold),
    }));
    options.onProgress?.(fold, folds);
    return fitScorer(
      sources.filter(({ rows }) => rows.length > 0),
      fit,
    );
  });
  return { tasks: judgeTasks(tasks, groups, scorers, foldOf, options), fittedRows: 0 };
}

export type JudgedTask = TaskFigures & { readonly afterCall: AnswerFigures | null };

function judgeTasks(
  tasks: readonly BenchTask[],
  groups: readonly Int32Array[],
  scorers: readonly Scorer[],
  foldOf: (task: number, row: number) => number,
  options: BenchOptions,
): JudgedTask[] {
  return tasks.flatMap(({ name, rows, pairs }, task) => {
    const chosen = pairs.length > 0 ? pairs : [choosePair(rows)].filter((pair) => pair !== undefined);
    if (chosen.length === 0) return [];
    const estimates = rows.map((row, index) => estimateRequest(scorers[foldOf(task, index)]!, requestText(row)));
    return chosen.flatMap((pair) => {
      const rates = scorers.map((scorer) => fittedRate(scorer, name, pair.weak));
      const cases: JudgedCase[] = rows.map((row, index) => ({
        row,
        uplift: estimates[index]!.uplift(pair.weak, pair.strong),
        weakSuccess: estimates[index]!.success(pair.weak),
        fittedRate: rates[foldOf(task, index)]!,
        group: groups[task]![index]!,
        fold: foldOf(task, index),
      }));
      const figures = benchTask(name, pair, cases, options);
      if (!figures) return [];
      const answerCases = cases.map((one, index) => ({ ...one, estimate: estimates[index]! }));
      return [{ ...figures, afterCall: benchAnswers(pair, answerCases, options) }];
    });
  });
}
