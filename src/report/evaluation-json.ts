import type { Figures, PolicyResult } from "../evaluation/index.ts";
import type { ReportInput } from "./render-report.ts";

/** The figures of an evaluation as machine output: versioned, unknown is null. */
export function evaluationJson<Value, Expected>({ evaluation, suite, method }: ReportInput<Value, Expected>): object {
  const { results, bestFixed, vsBestFixed, vsFixedOrReview } = evaluation;
  const { fixed, fixedOrReview, routed, randomMix, promptLength, oracle } = results;
  const byName = [...fixed, randomMix, promptLength, oracle].map(({ name, figures }) => [camelCase(name), figures]);
  return {
    v: 1,
    suite: suite.name,
    policy: routed.name,
    ...routed.figures,
    // a business that books nothing for a success has no value per case
    valuePerCase: null,
    baselines: {
      bestFixed: { arm: bestFixed, ...figuresOf(fixed, `always-${bestFixed}`) },
      fixedOrReview: { arm: bestFixed, ...fixedOrReview.figures },
      ...Object.fromEntries(byName),
    },
    vsBestFixed,
    vsFixedOrReview,
    economics: suite.economics,
    method: Object.fromEntries(method),
  };
}

function figuresOf(results: readonly PolicyResult[], name: string): Figures {
  return results.find((result) => result.name === name)!.figures;
}

function camelCase(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
