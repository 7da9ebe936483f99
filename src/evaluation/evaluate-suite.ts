import { scoreComplexity } from "../complexity/index.ts";
import { InputError, showValue } from "../errors/index.ts";
import { requestText } from "../estimation/index.ts";
import { cellOf, costNanoUsdOf, type MatrixRow } from "../matrix/index.ts";
import { type Model, sumKnown } from "../models/index.ts";
import { fixedPolicy, type Policy, type TunedBaselines, thresholdPolicy } from "../policy/index.ts";
import { createRouter, type Outcome } from "../workflow/index.ts";
import { oracle, randomMix } from "./baselines.ts";
import { type CasePath, priceCase } from "./case-path.ts";
import { type Comparison, compare, type Figures, figuresOf } from "./figures.ts";
import { recordMatrix } from "./record-matrix.ts";
import { identityOf, replay, type ScoredRow } from "./replay.ts";
import type { EvaluationCase, Suite } from "./suite.ts";

export interface EvaluateOptions<Value, Expected> {
  readonly suite: Suite<Value, Expected>;
  readonly cases: readonly EvaluationCase<Expected>[];
  /** Model by tier, cheapest first. */
  readonly tiers: Readonly<Record<string, Model>>;
  readonly policy: Policy;
  /** What the baselines were tuned to, on the policy's own tuning cases. */
  readonly baselines: TunedBaselines;
  readonly seed?: number;
  /** Also sends every case through the router, which pays for its calls again; otherwise the policy is replayed. */
  readonly isLive?: boolean;
  readonly onProgress?: (progress: Progress) => void;
}

export interface Progress {
  readonly done: number;
  readonly total: number;
  /** Model spend so far over every call made; null when a call's cost is unknown. */
  readonly spentUsd: number | null;
}

/** One policy's name, figures and what it did case by case. */
export interface PolicyResult {
  readonly name: string;
  readonly figures: Figures;
  readonly paths: readonly CasePath[];
}

export interface SuiteEvaluation {
  readonly rows: readonly ScoredRow[];
  /** The routed policy and its baselines; none can be left out. */
  readonly results: {
    readonly fixed: readonly PolicyResult[];
    /** The best fixed tier, with a person wherever it is not sure enough. */
    readonly fixedOrReview: PolicyResult;
    readonly randomMix: PolicyResult;
    readonly promptLength: PolicyResult;
    readonly routed: PolicyResult;
    readonly oracle: PolicyResult;
  };
  readonly bestFixed: string;
  /** Routed against the fixed tier that was cheapest per success on the tuning cases. */
  readonly vsBestFixed: Comparison;
  /** Routed against that tier with review: what routing adds to review alone. */
  readonly vsFixedOrReview: Comparison;
  /** Of the live run, if there was one. */
  readonly outcomes: readonly Outcome[];
}

/** Scores and runs every case on every tier, routes it live, and holds the policy against every baseline. */
export async function evaluateSuite<Value, Expected>(
  options: EvaluateOptions<Value, Expected>,
): Promise<SuiteEvaluation> {
  const { suite, policy, baselines, seed = 1 } = options;
  const tiers = Object.keys(options.tiers);
  if (!tiers.includes(baselines.bestFixed)) {
    throw new InputError(`expected one of ${tiers.join(", ")}, got ${showValue(baselines.bestFixed)}`, {
      field: "baselines.bestFixed",
    });
  }
  const { rows, outcomes, paths } = await runCases(options);
  const resultOf = (name: string, casePaths: readonly CasePath[]): PolicyResult => ({
    name,
    figures: figuresOf(casePaths, { seed }),
    paths: casePaths,
  });
  const fixed = tiers.map((tier) => resultOf(`always-${tier}`, replay(rows, fixedPolicy(tier), suite.economics)));
  const routed = resultOf(policy.name, paths);
  const fixedPaths = Object.fromEntries(tiers.map((tier, index) => [tier, fixed[index]!.paths]));
  const fixedOrReview = resultOf(
    `${baselines.bestFixed}-or-review`,
    replay(rows, thresholdPolicy(baselines.bestFixedOrReview), suite.economics),
  );
  const bestFixedPaths = fixedPaths[baselines.bestFixed]!;
  return {
    rows,
    results: {
      fixed,
      fixedOrReview,
      randomMix: resultOf("random-mix", randomMix(fixedPaths, answeringShares(routed.figures, tiers))),
      promptLength: resultOf("prompt-length", replay(rows, thresholdPolicy(baselines.promptLength), suite.economics)),
      routed,
      oracle: resultOf("oracle", oracle(rows, tiers, suite.economics)),
    },
    bestFixed: baselines.bestFixed,
    vsBestFixed: compare(paths, bestFixedPaths, { seed }),
    vsFixedOrReview: compare(paths, fixedOrReview.paths, { seed }),
    outcomes,
  };
}

/** A recorded row with what its policy decision may look at. */
export function scoreRow(row: MatrixRow): ScoredRow {
  const risk = row.risk === "low" || row.risk === "high" ? row.risk : "normal";
  const text = requestText(row);
  return { row, input: { complexity: scoreComplexity(text).score, promptLength: text.length, risk } };
}

async function runCases<Value, Expected>(options: EvaluateOptions<Value, Expected>) {
  const { suite, cases, tiers, policy, isLive = false, onProgress } = options;
  const router = createRouter({ ...suite.checks, tiers, policy });
  const rows: ScoredRow[] = [];
  const outcomes: Outcome<Value>[] = [];
  const paths: CasePath[] = [];
  let spentNanoUsd: number | null = 0;
  for await (const row of recordMatrix({ suite, cases, arms: tiers })) {
    const testCase = cases[rows.length]!;
    rows.push(scoreRow(row));
    spentNanoUsd = sumKnown([spentNanoUsd, ...Object.keys(tiers).map((tier) => costNanoUsdOf(cellOf(row, tier)!))]);
    if (isLive) {
      const outcome = await router.run({ prompt: testCase.input, system: suite.system, risk: testCase.risk });
      outcomes.push(outcome);
      paths.push(priceOutcome(suite, testCase, row, outcome));
      spentNanoUsd = sumKnown([spentNanoUsd, outcome.costNanoUsd]);
    }
    onProgress?.({ done: rows.length, total: cases.length, spentUsd: spentNanoUsd && spentNanoUsd / 1e9 });
  }
  return { rows, outcomes, paths: isLive ? paths : replay(rows, policy, suite.economics) };
}

function priceOutcome<Value, Expected>(
  suite: Suite<Value, Expected>,
  { expected, risk }: EvaluationCase<Expected>,
  row: MatrixRow,
  outcome: Outcome<Value>,
): CasePath {
  const isAccepted = outcome.status === "accepted";
  return priceCase(
    {
      ...identityOf(row, risk),
      startTier: outcome.decision.tier,
      accepted: isAccepted ? { tier: outcome.tier, isRight: suite.isRight(outcome.value, expected) } : null,
      escalations: outcome.escalations,
      modelCostNanoUsd: outcome.costNanoUsd,
      latencyMs: outcome.attempts.reduce((sum, { answer }) => sum + (answer?.latencyMs ?? 0), 0),
    },
    suite.economics,
  );
}

/** The shares in which the policy's tiers answered, review left aside. */
function answeringShares({ finalShare }: Figures, tiers: readonly string[]): Record<string, number> {
  const total = tiers.reduce((sum, tier) => sum + (finalShare[tier] ?? 0), 0);
  return Object.fromEntries(
    tiers.map((tier) => [tier, total === 0 ? 1 / tiers.length : (finalShare[tier] ?? 0) / total]),
  );
}
