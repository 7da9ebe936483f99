import { randomUUID } from "node:crypto";
import type { JsonSchema, ModelRequest } from "../models/index.ts";
import { systemClock } from "./clock.ts";
import type { Gathered } from "./context/gather-context.ts";
import { emitter, type RouterEvents } from "./events.ts";
import type { Job, LadderSettings, Services } from "./ladder/job.ts";
import { modelGates } from "./limits/model-gate.ts";
import type { RequestAbort } from "./limits/request-abort.ts";
import { guardOf, type SpendGuard } from "./limits/spend-guard.ts";
import type { CheckedRequest } from "./request.ts";
import type { RouterOptions } from "./router-options.ts";
import { jsonSchemaOf } from "./standard-schema.ts";
import { type Conversations, conversations } from "./stickiness.ts";
import type { Stage } from "./stream/stage.ts";

/** A router's options with everything that they leave open filled in. */
export interface RouterParts<Value, Context> {
  readonly options: RouterOptions<Value, Context>;
  readonly settings: LadderSettings;
  readonly services: Services<Value>;
  readonly conversations: Conversations;
  readonly jsonSchema: JsonSchema | undefined;
  /** Changes with anything in the set-up that may change an answer: policy, models, rules, schema. */
  readonly version: string;
}

export function routerParts<Value, Context>(options: RouterOptions<Value, Context>): RouterParts<Value, Context> {
  // of a model without a version nobody knows whether another router's is the same
  const ofThisRouter = randomUUID();
  const { policy, tiers, limits = {}, rules = [], clock = systemClock } = options;
  const jsonSchema = options.jsonSchema ?? jsonSchemaOf(options.schema);
  const models = policy.tiers.map((tier) => [tier, tiers[tier]!.id, tiers[tier]!.version ?? ofThisRouter]);
  return {
    options,
    settings: {
      maxRepairs: options.maxRepairs ?? 1,
      retry: options.retry ?? {},
      escalateWith: options.escalateWith ?? "fresh",
      onRefusal: options.onRefusal ?? "escalate",
      firstTokenMs: limits.firstTokenMs,
      hedge: options.hedge,
    },
    services: {
      clock,
      random: options.random ?? Math.random,
      gateOf: modelGates(clock, { breaker: options.breaker, concurrency: limits.concurrency }),
      events: emitter<RouterEvents<Value>>(),
      callHooks: options.hooks?.call ?? [],
    },
    conversations: conversations(clock),
    jsonSchema,
    version: JSON.stringify([policy.version ?? policy.name, models, rules.map(({ name }) => name), jsonSchema ?? null]),
  };
}

/** What every tier is sent first. */
export function modelRequestOf<Value, Context>(
  { options, jsonSchema }: RouterParts<Value, Context>,
  { tools, toolChoice, maxOutputTokens = options.limits?.maxOutputTokens }: CheckedRequest<Context>,
  { messages }: Gathered,
): ModelRequest {
  return {
    messages,
    ...(jsonSchema && { schema: jsonSchema }),
    ...(tools && { tools }),
    ...(toolChoice && { toolChoice }),
    ...(maxOutputTokens !== undefined && { maxOutputTokens }),
  };
}

/** What one request may cost, in integer nano-dollars. */
export function budgetOf<Value, Context>(
  { options }: RouterParts<Value, Context>,
  { budgetUsd = options.limits?.budgetUsd }: CheckedRequest<Context>,
): number | undefined {
  return budgetUsd === undefined ? undefined : Math.floor(budgetUsd * 1e9);
}

export interface JobFacts {
  readonly id: string;
  readonly gathered: Gathered;
  readonly modelRequest: ModelRequest;
  readonly abort: RequestAbort;
  readonly stage: Stage | undefined;
}

export function jobOf<Value, Context>(
  parts: RouterParts<Value, Context>,
  request: CheckedRequest<Context>,
  { id, gathered, modelRequest, abort, stage }: JobFacts,
): Job<Value, Context> {
  const { options, settings, services } = parts;
  const budgetNanoUsd = budgetOf(parts, request);
  const guards: SpendGuard[] = budgetNanoUsd === undefined ? [] : [guardOf(budgetNanoUsd)];
  return {
    id,
    request: modelRequest,
    checks: options,
    context: request.context,
    offered: { tools: request.tools, documents: gathered.documents, answerSchema: request.answerSchema },
    abort,
    guards: options.spendGuard ? [...guards, options.spendGuard] : guards,
    settings,
    services,
    stage,
  };
}
