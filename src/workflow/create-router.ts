import { randomUUID } from "node:crypto";
import { type Embedder, scoreComplexity } from "../complexity/index.ts";
import { InputError, showValue } from "../errors/index.ts";
import { type Message, type Model, sumKnown } from "../models/index.ts";
import type { Policy, Risk, Rung } from "../policy/index.ts";
import { type Attempt, runTier } from "./attempt.ts";
import type { Outcome } from "./outcome.ts";
import { type Checks, judgeConfidence } from "./verdict.ts";

export interface RouterOptions<Value, Context> extends Checks<Value, Context> {
  /** Model by tier name. */
  readonly tiers: Readonly<Record<string, Model>>;
  readonly policy: Policy;
  /** How often a tier is told what was wrong before the next is asked. Default 1. */
  readonly maxRepairs?: number;
  /** `queue` ends a request that no tier answers in status `review`, `none` in `failed`. Default `queue`. */
  readonly review?: "queue" | "none";
  /** Told of every outcome; what it throws is kept from the request and reported as a warning of the process. */
  readonly onOutcome?: (outcome: Outcome<Value>) => void;
  /** Vectors for the complexity score; local ones by default. */
  readonly embedder?: Embedder;
}

export interface RunRequest<Context> {
  /** The user's own text. */
  readonly prompt: string;
  /** Instructions for the model; not scored. */
  readonly system?: string;
  /** Handed to the rules. */
  readonly context?: Context;
  /** Default `normal`. */
  readonly risk?: Risk;
  readonly signal?: AbortSignal;
}

export interface Router<Value, Context> {
  /** Runs one request to its outcome. Expected failure is an outcome, not an exception. */
  run(request: RunRequest<Context>): Promise<Outcome<Value>>;
}

/**
 * Builds a router: score → decide → attempt → verdict → repair or escalate → review.
 *
 * @throws InputError when the policy may ask for a tier that has no model.
 */
export function createRouter<Value, Context = unknown>(options: RouterOptions<Value, Context>): Router<Value, Context> {
  const missing = options.policy.tiers.filter((tier) => !options.tiers[tier]);
  if (missing.length > 0) {
    const there = Object.keys(options.tiers).join(", ") || "none";
    throw new InputError(
      `the policy may ask for ${missing.join(", ")}, but the tiers with a model are ${there}; add a model or take the tier off the ladder`,
      { field: "tiers" },
    );
  }
  return {
    run: async (request) => {
      const outcome = await runRequest(options, request);
      report(options, outcome);
      return outcome;
    },
  };
}

function report<Value, Context>({ onOutcome }: RouterOptions<Value, Context>, outcome: Outcome<Value>): void {
  try {
    onOutcome?.(outcome);
  } catch (error) {
    process.emitWarning(
      `onOutcome threw: ${error instanceof Error ? error.message : String(error)}`,
      "TierwiseWarning",
    );
  }
}

async function runRequest<Value, Context>(
  options: RouterOptions<Value, Context>,
  request: RunRequest<Context>,
): Promise<Outcome<Value>> {
  checkRequest(request);
  const startedAt = performance.now();
  const complexity = scoreComplexity(request.prompt, options.embedder ? { embedder: options.embedder } : {});
  const decision = options.policy.decide({
    complexity: complexity.score,
    promptLength: request.prompt.length,
    risk: request.risk ?? "normal",
  });
  const climb = await climbLadder(options, request, options.policy.rungsFrom(decision));
  const { attempts, ending } = climb;
  return {
    id: randomUUID(),
    complexity,
    decision,
    attempts,
    escalations: Math.max(0, new Set(attempts.map(({ tier }) => tier)).size - 1),
    costNanoUsd: sumKnown(attempts.map(({ costNanoUsd }) => costNanoUsd)),
    latencyMs: performance.now() - startedAt,
    ...ending,
  };
}

type Ending<Value> =
  | { readonly status: "accepted"; readonly value: Value; readonly tier: string; readonly reason: string }
  | { readonly status: "review" | "failed" | "cancelled"; readonly reason: string };

async function climbLadder<Value, Context>(
  options: RouterOptions<Value, Context>,
  request: RunRequest<Context>,
  rungs: readonly Rung[],
): Promise<{ attempts: Attempt<Value>[]; ending: Ending<Value> }> {
  const attempts: Attempt<Value>[] = [];
  const cancelled: Ending<Value> = { status: "cancelled", reason: "the caller aborted" };
  for (const { tier, minConfidence } of rungs) {
    if (request.signal?.aborted) return { attempts, ending: cancelled };
    const made = await runTier({
      tier,
      model: options.tiers[tier]!,
      messages: messagesOf(request),
      checks: options,
      context: request.context as Context,
      maxRepairs: options.maxRepairs ?? 1,
      ...(request.signal && { signal: request.signal }),
    });
    const last = made.at(-1)!;
    const verdict = judgeConfidence(last.verdict, last.answer, minConfidence);
    attempts.push(...made.slice(0, -1), { ...last, verdict });
    if (verdict.kind === "accepted") {
      const reason = `passed every check at ${tier}`;
      return { attempts, ending: { status: "accepted", value: verdict.value, tier, reason } };
    }
  }
  if (request.signal?.aborted) return { attempts, ending: cancelled };
  const reason = `no tier passed: ${attempts.map(({ tier, verdict }) => `${tier} ${verdict.kind}`).join(", ")}`;
  return { attempts, ending: { status: options.review === "none" ? "failed" : "review", reason } };
}

function messagesOf<Context>({ system, prompt }: RunRequest<Context>): Message[] {
  const user: Message = { role: "user", content: prompt };
  return system === undefined ? [user] : [{ role: "system", content: system }, user];
}

function checkRequest<Context>({ prompt }: RunRequest<Context>): void {
  if (typeof prompt !== "string" || prompt.trim() === "") {
    throw new InputError(`expected the user's text, got ${showValue(prompt)}`, { field: "prompt" });
  }
}
