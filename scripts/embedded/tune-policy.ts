import { embeddedTiers, hashOf } from "../../evals/support/demo.ts";
import { supportSuite } from "../../evals/support/suite.ts";
import {
  figuresOf,
  recordMatrix,
  replay,
  type ScoredRow,
  scoreRow,
  tuneThresholds,
} from "../../src/evaluation/index.ts";
import { listPrices } from "../../src/models/index.ts";
import { fixedPolicy, type PolicyFile, type ThresholdParameters, thresholdPolicy } from "../../src/policy/index.ts";
import { readDevelopmentCases } from "./development.ts";
import { weightsHash } from "./weights-hash.ts";

/** Tunes the shipped routing policy, and its baselines, on the training-side development messages alone. */
export async function tunePolicy(): Promise<PolicyFile> {
  const { economics } = supportSuite;
  const cases = await readDevelopmentCases();
  const tiers = await embeddedTiers();
  const names = Object.keys(tiers);
  const rows: ScoredRow[] = [];
  for await (const row of recordMatrix({ suite: supportSuite, cases, arms: tiers })) rows.push(scoreRow(row));

  const tune = (signal: ThresholdParameters["signal"], ladder: readonly string[] = names): ThresholdParameters =>
    tuneThresholds({ rows, tiers: ladder, signal, economics });
  const costOf = (tier: string): number =>
    figuresOf(replay(rows, fixedPolicy(tier), economics)).costPerSuccess ?? Number.POSITIVE_INFINITY;
  const bestFixed = names.reduce((best, tier) => (costOf(tier) < costOf(best) ? tier : best));
  const routed = tune("complexity");
  const inSample = figuresOf(replay(rows, thresholdPolicy(routed), economics));
  const { costPerSuccess, costPerSuccessInterval, successRate, reviewRate } = inSample;
  return {
    v: 1,
    kind: "thresholds",
    ...routed,
    baselines: { promptLength: tune("promptLength"), bestFixed, bestFixedOrReview: tune("complexity", [bestFixed]) },
    tunedOn: { name: "fixtures/embedded/development.jsonl", cases: cases.length, hash: hashOf(cases) },
    weights: weightsHash(),
    economics: { ...economics },
    pricedAsOf: listPrices[0].asOf,
    expected: { inSample: { costPerSuccess, costPerSuccessInterval, successRate, reviewRate } },
  };
}
