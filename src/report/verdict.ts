import type { SuiteEvaluation } from "../evaluation/index.ts";
import { percent, usd, usdRange } from "./format.ts";

/** The finding in one sentence, with the figures it rests on. Claims no difference that the data do not show. */
export function verdictSentence({ results, vsBestFixed, bestFixed }: SuiteEvaluation): string {
  const { routed } = results;
  const cost = routed.figures.costPerSuccess;
  if (cost === null) return "No case succeeded: there is no cost per success to compare.";
  const fixed = `always-${bestFixed}`;
  const fixedCost = results.fixed.find(({ name }) => name === fixed)?.figures.costPerSuccess ?? null;
  const opening = `Routing reached ${percent(routed.figures.successRate, 1)} success at ${usd(cost)} per successful outcome`;
  const against = fixedCost === null ? "" : `, against ${usd(fixedCost)} for ${fixed}`;
  const [low, high] = vsBestFixed.interval;
  const shown = {
    better: `cheaper per success by ${usdRange([-high, -low])} (95 % interval, paired by case)`,
    worse: `dearer per success by ${usdRange([low, high])} (95 % interval, paired by case)`,
    "not shown": `no difference shown: the 95 % interval of the paired difference, ${usdRange([low, high])}, includes zero`,
  }[vsBestFixed.verdict];
  return `${opening}${against}: ${shown}.`;
}
