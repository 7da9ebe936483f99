import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { type EvaluationCase, evaluateSuite, type Progress, readCases } from "../../src/evaluation/index.ts";
import { embeddedModel, listPrice, loadEmbeddedNetworks, type Model, packageFile } from "../../src/models/index.ts";
import { type PolicyFile, parsePolicy } from "../../src/policy/index.ts";
import type { ReportInput } from "../../src/report/index.ts";
import { supportSuite, type Triage, type TriageLabel } from "./suite.ts";

/** The hosted models whose list prices the embedded tiers carry. */
export const pricedAs = { small: "claude-haiku-5-5", medium: "claude-opus-5-5", large: "claude-fable-5-1" } as const;

export interface SupportDemo {
  readonly report: ReportInput<Triage, TriageLabel>;
  /** What a reader must know of the prices. */
  readonly lines: readonly string[];
}

export interface SupportDemoOptions {
  /** Default: the bundled cases. */
  readonly casesFile?: string;
  readonly onProgress?: (progress: Progress) => void;
  readonly seed?: number;
}

/** The three embedded networks as priced tiers, narrowest first. */
export async function embeddedTiers(): Promise<Record<string, Model>> {
  const networks = await loadEmbeddedNetworks();
  return Object.fromEntries(
    networks.map((network) => {
      const price = listPrice(pricedAs[network.name as keyof typeof pricedAs]);
      return [network.name, embeddedModel(network, price ? { price } : {})];
    }),
  );
}

/** The routing policy that ships with the package, tuned on training-side messages. */
export async function shippedPolicy(): Promise<ReturnType<typeof parsePolicy>> {
  const file = packageFile("fixtures", "embedded", "routing.policy.json");
  return parsePolicy(await readFile(file, "utf8"), file);
}

/** Runs the support suite over the embedded tiers with the shipped policy and every baseline. */
export async function runSupportDemo({
  casesFile,
  onProgress,
  seed = 1,
}: SupportDemoOptions = {}): Promise<SupportDemo> {
  const file = casesFile ?? packageFile("evals", "support", "cases.jsonl");
  const cases = await readCases(supportSuite, file);
  const tiers = await embeddedTiers();
  const { policy, contents } = await shippedPolicy();
  const evaluation = await evaluateSuite({
    suite: supportSuite,
    cases,
    tiers,
    policy,
    baselines: contents.baselines,
    seed,
    isLive: true,
    ...(onProgress && { onProgress }),
  });
  return {
    report: {
      suite: supportSuite,
      cases,
      evaluation,
      tiers: Object.keys(tiers),
      caption: "The answers are the embedded networks' own; the prices are list prices of hosted models.",
      method: methodOf(cases, tiers, contents, seed),
    },
    lines: Object.entries(tiers).map(
      ([tier, { id, pricedAs: model }]) => `  ${tier.padEnd(8)}${id}, priced as ${model}`,
    ),
  };
}

function methodOf(
  cases: readonly EvaluationCase<TriageLabel>[],
  tiers: Readonly<Record<string, Model>>,
  policy: PolicyFile,
  seed: number,
): ReportInput<Triage, TriageLabel>["method"] {
  const { errorCostUsd, reviewCostUsd, reviewAccuracy } = supportSuite.economics;
  const prices = Object.entries(tiers).map(
    ([tier, { price, pricedAs: model }]) =>
      `${tier}: priced as ${model}, $${price?.inputUsdPerMillion} / $${price?.outputUsdPerMillion} per million tokens in / out`,
  );
  return [
    ["Models", "networks embedded in the package; tokens counted with o200k_base on the prompt each model would get"],
    ["Prices", `${prices.join("; ")}; list prices of ${policy.pricedAsOf}`],
    [
      "Accepted wrong answer",
      `$${errorCostUsd.low} low, $${errorCostUsd.normal} normal, $${errorCostUsd.high} high risk`,
    ],
    ["Review", `$${reviewCostUsd} a case, right in ${100 * reviewAccuracy} %`],
    [
      "Policy",
      `thresholds on ${policy.signal} ${policy.startAt.join(", ")}; least confidence ${policy.ladder.map(({ tier, minConfidence }) => `${tier} ${minConfidence}`).join(", ")}`,
    ],
    [
      "Tuned on",
      `${policy.tunedOn.cases} other messages (${policy.tunedOn.name}), content hash ${policy.tunedOn.hash}`,
    ],
    ["Cases", `${cases.length}, content hash ${hashOf(cases)}`],
    ["Intervals", `95 %; bootstrap with 2,000 resamples, seed ${seed}`],
  ];
}

/** First 16 hexadecimal digits of the SHA-256 of the cases as JSON. */
export function hashOf(cases: readonly EvaluationCase[]): string {
  return createHash("sha256").update(JSON.stringify(cases)).digest("hex").slice(0, 16);
}
