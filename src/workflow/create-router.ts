import { randomUUID } from "node:crypto";
import { type Embedder, scoreComplexity } from "../complexity/index.ts";
import { InputError, showValue } from "../errors/index.ts";
import { type Message, type Model, sumCosts } from "../models/index.ts";
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
  /** Told of every outcome; must not throw. */
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
 * @throws InputError when the policy names a tier that has no model.
 */
export function createRouter<Value, Context = unknown>(options: RouterOptions<Value, Context>): Router<Value, Context> {
  if (Object.keys(options.tiers).length === 0) {
    throw new InputError("expected a model for at least one tier, got none", { field: "tiers" });
  }
  return {
    run: async (request) => {
      const outcome = await runRequest(options, request);
      options.onOutcome?.(outcome);
      return outcome;
    },
  };
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
    costNanoUsd: sumCosts(attempts.map(({ costNanoUsd }) => costNanoUsd)),
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
  for (const { tier, minConfidence } of rungs) {
    if (request.signal?.aborted) return { attempts, ending: { status: "cancelled", reason: "the caller aborted" } };
    const made = await runTier({
      tier,
      model: modelOf(options.tiers, tier),
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
      return {
        attempts,
        ending: { status: "accepted", value: verdict.value, tier, reason: `passed every check at ${tier}` },
      };
    }
  }
  const reason = `no tier passed: ${attempts.map(({ tier, verdict }) => `${tier} ${verdict.kind}`).join(", ")}`;
  return { attempts, ending: { status: options.review === "none" ? "failed" : "review", reason } };
}

function modelOf(tiers: Readonly<Record<string, Model>>, tier: string): Model {
  const model = tiers[tier];
  if (model) return model;
  throw new InputError(
    `the policy asks for tier "${tier}", but there are only ${Object.keys(tiers).join(", ")}; add a model for it`,
    { field: "tiers" },
  );
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
