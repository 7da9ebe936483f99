import type { Comparison, PolicyResult, SuiteEvaluation } from "../evaluation/index.ts";
import { percent, usd, usdRange } from "./format.ts";

/** The finding in two sentences, with the figures they rest on. Claims no difference that the data do not show. */
export function verdictSentence({ results, bestFixed, vsBestFixed, vsFixedOrReview }: SuiteEvaluation): string {
  const { routed, fixed, fixedOrReview } = results;
  const cost = routed.figures.costPerSuccess;
  if (cost === null) return "No case succeeded: there is no cost per success to compare.";
  const alone = fixed.find(({ name }) => name === `always-${bestFixed}`)!;
  return [
    `Routing reached ${percent(routed.figures.successRate, 1)} success at ${usd(cost)} per successful outcome.`,
    `${against(alone, vsBestFixed)};`,
    `${against(fixedOrReview, vsFixedOrReview).replace(/^./, (letter) => letter.toLowerCase())}.`,
  ].join(" ");
}

function against({ name, figures }: PolicyResult, { verdict, interval: [low, high] }: Comparison): string {
  const known = figures.costPerSuccess === null ? "which never succeeded" : usd(figures.costPerSuccess);
  const opening = `Against ${name.replaceAll("-", " ")} (${known}) it is`;
  switch (verdict) {
    case "better":
      return `${opening} cheaper by ${usdRange([-high, -low])}`;
    case "worse":
      return `${opening} dearer by ${usdRange([low, high])}`;
    case "not shown":
      return `${opening} not shown to differ (${usdRange([low, high])})`;
  }
}
