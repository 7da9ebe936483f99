import { writeFileSync } from "node:fs";
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
import { listPrices, packageFile } from "../../src/models/index.ts";
import { fixedPolicy, type PolicyFile, type ThresholdParameters, thresholdPolicy } from "../../src/policy/index.ts";
import { readDevelopmentCases } from "./development.ts";

/** `npm run tune:embedded`: tunes the shipped routing policy on the training-side development messages. */
const { economics } = supportSuite;
const cases = await readDevelopmentCases();
const tiers = await embeddedTiers();
const names = Object.keys(tiers);
const rows: ScoredRow[] = [];
for await (const row of recordMatrix({ suite: supportSuite, cases, arms: tiers })) rows.push(scoreRow(row));

const tune = (signal: ThresholdParameters["signal"], ladder: readonly string[] = names): ThresholdParameters =>
  tuneThresholds({ rows, tiers: ladder, signal, economics });
const bestFixed = cheapestFixed();
const routed = tune("complexity");
const { costPerSuccess, costPerSuccessInterval, successRate, reviewRate } = figuresOf(
  replay(rows, thresholdPolicy(routed), economics),
);
const contents: PolicyFile = {
  v: 1,
  kind: "thresholds",
  ...routed,
  baselines: { promptLength: tune("promptLength"), bestFixed, bestFixedOrReview: tune("complexity", [bestFixed]) },
  tunedOn: { name: "fixtures/embedded/development.jsonl", cases: cases.length, hash: hashOf(cases) },
  economics: { ...economics },
  pricedAsOf: listPrices[0].asOf,
  expected: { inSample: { costPerSuccess, costPerSuccessInterval, successRate, reviewRate } },
};
const file = packageFile("fixtures", "embedded", "routing.policy.json");
writeFileSync(file, `${JSON.stringify(contents, null, 2)}\n`);
process.stderr.write(`wrote ${file}\n`);

function cheapestFixed(): string {
  const costOf = (tier: string): number =>
    figuresOf(replay(rows, fixedPolicy(tier), economics)).costPerSuccess ?? Number.POSITIVE_INFINITY;
  return names.reduce((best, tier) => (costOf(tier) < costOf(best) ? tier : best));
}
