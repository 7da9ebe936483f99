import type { MessageDeltaUsage, Usage as MessageUsage } from "@anthropic-ai/sdk/resources/messages";
import type { Usage } from "../types.ts";
import { oddUsage, readCounts, type UsageReading, unbelievable, unsaid } from "../usage-reading.ts";
import { oddIterations } from "./iterations.ts";

/** What may come, from the API itself or from a gateway in front of it: every part may be missing. */
export type MessagesUsage = { readonly [K in keyof MessageUsage]?: MessageUsage[K] } & {
  /** Said where one request made several calls, by the beta API. */
  readonly iterations?: unknown;
};

/** Usage of Messages: `input_tokens` excludes cached ones, `output_tokens` includes thinking. */
export function messagesUsage(usage: MessagesUsage | null | undefined): UsageReading {
  if (usage?.input_tokens == null || usage.output_tokens == null) return unsaid;
  const { cache_creation: writes, server_tool_use: tools } = usage;
  const kept = writes && { "5m": writes.ephemeral_5m_input_tokens, "1h": writes.ephemeral_1h_input_tokens };
  const byRetention = kept ? readCounts(kept) : undefined;
  if (typeof byRetention === "string") return unbelievable(byRetention);
  const counts = readCounts({
    input_tokens: usage.input_tokens,
    cache_read_input_tokens: usage.cache_read_input_tokens,
    cache_creation_input_tokens:
      usage.cache_creation_input_tokens ?? (byRetention && byRetention["5m"] + byRetention["1h"]),
    output_tokens: usage.output_tokens,
    thinking_tokens: usage.output_tokens_details?.thinking_tokens,
    web_search_requests: tools?.web_search_requests,
  });
  if (typeof counts === "string") return unbelievable(counts);
  const { output_tokens: output, thinking_tokens: reasoning, cache_creation_input_tokens: cacheWrite } = counts;
  if (reasoning > output) return unbelievable(`usage: ${reasoning} tokens of thinking, of ${output} that came out`);
  const tier = tierOf(usage);
  const searches = counts.web_search_requests;
  return believed(usage, {
    inputTokens: {
      noCache: counts.input_tokens,
      cacheRead: counts.cache_read_input_tokens,
      cacheWrite,
      ...(byRetention && cacheWrite > 0 && { cacheWriteByRetention: byRetention }),
    },
    outputTokens: { text: output - reasoning, reasoning },
    ...(tier && { tier }),
    ...(searches > 0 && { otherBilled: { web_search_requests: searches } }),
  });
}

/** Calls of other models, or beside the total, have no bounds that the request would tell of. */
function believed({ iterations }: MessagesUsage, usage: Usage): UsageReading {
  const odd = oddUsage(usage);
  if (odd !== null) return unbelievable(odd);
  const beside = oddIterations(iterations, usage);
  return beside === null ? { usage } : unbelievable(beside, { spend: { leastNanoUsd: 0, mostNanoUsd: null } });
}

/** A stream says the input at its start and the whole output, counted anew, towards its end. */
export function withDelta(start: MessagesUsage, delta: Partial<MessageDeltaUsage> | null | undefined): MessagesUsage {
  const said = Object.entries(delta ?? {}).filter(([, value]) => value !== null && value !== undefined);
  return { ...start, ...Object.fromEntries(said) };
}

/** Regions that cost what the list says. */
const plainRegions: ReadonlySet<unknown> = new Set([null, undefined, "", "global", "not_available"]);

/** Service tier, speed and region all change the price. */
export function tierOf({ service_tier, speed, inference_geo: region }: MessagesUsage): string | undefined {
  const named = [
    service_tier === "standard" ? null : service_tier,
    speed === "standard" ? null : speed,
    plainRegions.has(region) ? null : `geo-${region}`,
  ];
  return named.filter(Boolean).join("+") || undefined;
}
