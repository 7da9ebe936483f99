import { cellOf, isSuccess } from "../../matrix/index.ts";
import {
  areaUnderRoc,
  averageGapRecovered,
  excessAreaUnderRiskCoverage,
  expectedCalibrationError,
  type Interval,
} from "../../statistics/index.ts";
import { acceptanceOf } from "../after-call/fit-answers.ts";
import type { RequestEstimate } from "../estimate.ts";
import type { JudgedCase, TaskOptions } from "./bench-task.ts";
import type { ArmPair } from "./choose-pair.ts";
import { rankWithinFolds } from "./rank-within-folds.ts";
import { ascending, drawResamples, intervalOf } from "./resamples.ts";

/** How well one estimate tells the weak arm's right answers from its wrong ones. */
export interface AnswerQuality {
  readonly auroc: number | null;
  readonly excessAurc: number | null;
  readonly ece: number;
  /** 95 % intervals from the same drawn answers; null with fewer than ten groups of them. */
  readonly intervals: Readonly<Record<"auroc" | "excessAurc", Interval | null>>;
  /** Gap recovered by a cascade that keeps the most trusted answers and sends the rest on to the strong arm. */
  readonly apgrCascade: number | null;
}

/** The after-call estimate beside the estimate before the call, on the same answers. */
export interface AnswerFigures {
  readonly n: number;
  readonly before: AnswerQuality;
  readonly alone: AnswerQuality;
  /** With the answer of a second cheap arm, never the strong one, to agree or disagree. */
  readonly withOther: (AnswerQuality & { readonly other: string }) | null;
}

export interface AnswerCase extends JudgedCase {
  readonly estimate: RequestEstimate;
}

const leastAnswers = 30;

/** Null where the weak arm's responses were not kept or the scorer learned nothing of answers. */
export function benchAnswers(
  { weak, strong }: ArmPair,
  cases: readonly AnswerCase[],
  { successAt = 1, resamples = 500, seed = 1 }: TaskOptions,
): AnswerFigures | null {
  const judged = cases.flatMap(({ row, estimate, group, fold }) => {
    const [weakCell, strongCell] = [cellOf(row, weak), cellOf(row, strong)];
    const isRight = weakCell && isSuccess(weakCell, successAt);
    if (typeof weakCell?.response !== "string" || typeof isRight !== "boolean") return [];
    const isAccepted = acceptanceOf(weakCell.verdict);
    const given = {
      response: weakCell.response,
      ...(weakCell.confidence !== undefined && { confidence: weakCell.confidence }),
      ...(weakCell.tokenLogProbabilities && { logProbabilities: weakCell.tokenLogProbabilities }),
      ...(isAccepted !== undefined && { isAccepted }),
    };
    const scores = { weakScore: weakCell.score, strongScore: strongCell?.score ?? null };
    return [{ row, estimate, group, fold, isRight, given, ...scores }];
  });
  if (judged.length < leastAnswers || judged.every(({ estimate, given }) => estimate.answer(weak, given) === null))
    return null;
  const folds = judged.map(({ fold }) => fold);
  const labels = judged.map(({ isRight }) => isRight);
  const drawn = drawResamples(
    judged.map(({ group }) => group),
    { resamples, seed },
  );
  const quality = (probabilityOf: (one: (typeof judged)[number]) => number): AnswerQuality => {
    const probabilities = judged.map(probabilityOf);
    const ranks = rankWithinFolds(probabilities, folds);
    const scored = judged.flatMap(({ weakScore, strongScore }, at) =>
      weakScore === null || strongScore === null ? [] : [{ weakScore, strongScore, ranking: -ranks[at]! }],
    );
    const values = drawn.valuesOf(ascending(ranks).reverse(), (which) => rankingQuality(ranks, labels, which));
    return {
      ...rankingQuality(ranks, labels, Int32Array.from(ranks.keys())),
      intervals: { auroc: intervalOf(values.auroc), excessAurc: intervalOf(values.excessAurc) },
      ece: expectedCalibrationError(probabilities, labels),
      apgrCascade: averageGapRecovered({
        ranking: scored.map(({ ranking }) => ranking),
        weak: scored.map(({ weakScore }) => weakScore),
        strong: scored.map(({ strongScore }) => strongScore),
      }),
    };
  };
  const other = otherArm({ weak, strong }, judged);
  return {
    n: judged.length,
    before: quality(({ estimate }) => estimate.success(weak)),
    alone: quality(({ estimate, given }) => estimate.answer(weak, given) ?? estimate.success(weak)),
    withOther:
      other === undefined
        ? null
        : {
            other,
            ...quality(({ row, estimate, given }) => {
              const theirs = cellOf(row, other)?.response;
              const others = typeof theirs === "string" ? [theirs] : [];
              return estimate.answer(weak, { ...given, others }) ?? estimate.success(weak);
            }),
          },
  };
}

function rankingQuality(
  ranks: Float64Array,
  labels: readonly boolean[],
  which: Int32Array,
): Pick<AnswerQuality, "auroc" | "excessAurc"> {
  const own = Float64Array.from(which, (index) => ranks[index]!);
  const successes = Uint8Array.from(which, (index) => Number(labels[index]!));
  const auroc = areaUnderRoc(own, successes);
  return { auroc, excessAurc: auroc === null ? null : excessAreaUnderRiskCoverage(own, successes) };
}

/** The arm with responses whose mean score is nearest the weak arm's from either side, the strong arm left out. */
function otherArm({ weak, strong }: ArmPair, cases: readonly Pick<JudgedCase, "row">[]): string | undefined {
  const means = new Map<string, number>();
  for (const arm of Object.keys(cases[0]?.row.outcomes ?? {})) {
    const cells = cases.map(({ row }) => cellOf(row, arm));
    if (arm === strong || !cells.every((cell) => typeof cell?.response === "string")) continue;
    means.set(arm, cells.reduce((sum, cell) => sum + (cell?.score ?? 0), 0) / cells.length);
  }
  const own = means.get(weak) ?? 0;
  means.delete(weak);
  const nearest = [...means].sort((a, b) => Math.abs(a[1] - own) - Math.abs(b[1] - own));
  return nearest[0]?.[0];
}
