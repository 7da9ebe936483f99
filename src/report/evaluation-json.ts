import type { Figures, PolicyResult, SuiteEvaluation } from "../evaluation/index.ts";

/** The figures of an evaluation as machine output: versioned, unknown is null. */
export function evaluationJson({ results, bestFixed, vsBestFixed, vsFixedOrReview }: SuiteEvaluation): object {
  const { fixed, fixedOrReview, routed, randomMix, promptLength, oracle } = results;
  const baselines = [...fixed, fixedOrReview, randomMix, promptLength, oracle];
  return {
    v: 1,
    policy: routed.name,
    ...routed.figures,
    baselines: {
      bestFixed: { arm: bestFixed, ...figuresOf(fixed, `always-${bestFixed}`) },
      ...Object.fromEntries(baselines.map(({ name, figures }) => [camelCase(name), figures])),
    },
    vsBestFixed,
    vsFixedOrReview,
  };
}

function figuresOf(results: readonly PolicyResult[], name: string): Figures {
  return results.find((result) => result.name === name)!.figures;
}

function camelCase(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
