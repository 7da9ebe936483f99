import type { Comparison, PolicyResult, SuiteEvaluation } from "../evaluation/index.ts";
import { percent, percentRange, usd, usdRange } from "./format.ts";

/** The finding in a few sentences, with the figures they rest on. Claims no difference that the data do not show. */
export function verdictSentence({ results, bestFixed, vsBestFixed, vsFixedOrReview }: SuiteEvaluation): string {
  const { routed, fixed, fixedOrReview } = results;
  const { costPerSuccess, costPerSuccessInterval, successRate, successInterval, cases, reviewRate, unknownCost } =
    routed.figures;
  if (costPerSuccess === null || !costPerSuccessInterval)
    return "No case succeeded: there is no cost per success to compare.";
  const alone = fixed.find(({ name }) => name === `always-${bestFixed}`)!;
  const sentences = [
    `Routing reached ${percent(successRate, 1)} success (${percentRange(successInterval)}, n = ${cases}) at ${usd(costPerSuccess)} (${usdRange(costPerSuccessInterval)}) per successful outcome, ${percent(reviewRate)} of the cases decided by a person.`,
    `${against(alone, vsBestFixed)};`,
    `${against(fixedOrReview, vsFixedOrReview).replace(/^./, (letter) => letter.toLowerCase())}.`,
  ];
  if (unknownCost > 0)
    sentences.push(
      `The cost of ${unknownCost} ${unknownCost === 1 ? "case" : "cases"} is unknown and left out of every cost.`,
    );
  return sentences.join(" ");
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
