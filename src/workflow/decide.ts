import type { Complexity } from "../complexity/index.ts";
import type { Message, Model, ModelRequest } from "../models/index.ts";
import type { Decision, TierState } from "../policy/index.ts";
import { worstUnderBudget } from "./limits/affordable.ts";
import { costOf } from "./limits/spend-of.ts";
import type { CheckedRequest } from "./request.ts";
import { budgetOf, type RouterParts } from "./router-parts.ts";

/** Tells the policy what it may know, and nothing that a document or an answer said: not even how long it is. */
export function decide<Value, Context>(
  parts: RouterParts<Value, Context>,
  request: CheckedRequest<Context>,
  modelRequest: ModelRequest,
  complexity: Complexity,
): Decision {
  const { options, services, conversations } = parts;
  const { risk = "normal", userText, tenant, conversation: name } = request;
  const ownWords: readonly Message[] = [{ role: "user", content: userText }];
  const budgetNanoUsd = budgetOf(parts, request);
  const deadlineMs = request.deadlineMs ?? options.limits?.deadlineMs;
  const conversation = name === undefined ? undefined : conversations.stateOf({ tenant, name });
  return options.policy.decide({
    complexity: complexity.score,
    promptLength: userText.length,
    risk,
    draw: services.random(),
    ...(budgetNanoUsd !== undefined && { budgetNanoUsd }),
    ...(deadlineMs !== undefined && { deadlineMs }),
    ...(conversation && { conversation }),
    stateOf: (tier) => stateOf(parts, options.tiers[tier]!, { ...modelRequest, messages: ownWords }),
  });
}

function stateOf<Value, Context>(
  { services }: RouterParts<Value, Context>,
  model: Model,
  request: ModelRequest,
): TierState {
  return {
    inputNanoUsdPerToken: pricePerToken(model, "noCache"),
    cachedNanoUsdPerToken: pricePerToken(model, "cacheRead"),
    worstCostNanoUsd: worstUnderBudget(model, request),
    expectedLatencyMs: services.gateOf(model.id).expectedLatencyMs,
  };
}

/** Read off a thousand tokens, since whole nano-dollars are too coarse for one; what cannot be worked out is unknown. */
function pricePerToken(model: Model, kind: "noCache" | "cacheRead"): number | null {
  const tokens = { noCache: 0, cacheRead: 0, cacheWrite: 0, [kind]: 1_000 };
  const cost = costOf({ inputTokens: tokens, outputTokens: { text: 0, reasoning: 0 } }, model);
  return cost === null ? null : cost / 1_000;
}
