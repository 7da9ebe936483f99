import type { MessageDeltaUsage, Usage as MessageUsage } from "@anthropic-ai/sdk/resources/messages";
import type { Usage } from "../types.ts";

/** What may come, from the API itself or from a gateway in front of it: every part may be missing. */
export type MessagesUsage = { readonly [K in keyof MessageUsage]?: MessageUsage[K] };

/** Usage of Messages: `input_tokens` excludes cached ones, `output_tokens` includes thinking. */
export function messagesUsage(usage: MessagesUsage | null | undefined): Usage | null {
  if (!usage || typeof usage.input_tokens !== "number" || typeof usage.output_tokens !== "number") return null;
  const { cache_creation: writes, output_tokens: output, server_tool_use: tools } = usage;
  const byRetention = writes && {
    "5m": writes.ephemeral_5m_input_tokens ?? 0,
    "1h": writes.ephemeral_1h_input_tokens ?? 0,
  };
  const reasoning = Math.min(usage.output_tokens_details?.thinking_tokens ?? 0, output);
  const tier = tierOf(usage);
  const cacheWrite = usage.cache_creation_input_tokens ?? (byRetention ? byRetention["5m"] + byRetention["1h"] : 0);
  const searches = tools?.web_search_requests ?? 0;
  return {
    inputTokens: {
      noCache: usage.input_tokens,
      cacheRead: usage.cache_read_input_tokens ?? 0,
      cacheWrite,
      ...(byRetention && cacheWrite > 0 && { cacheWriteByRetention: byRetention }),
    },
    outputTokens: { text: output - reasoning, reasoning },
    ...(tier && { tier }),
    ...(searches > 0 && { otherBilled: { web_search_requests: searches } }),
  };
}

/** A stream says the input at its start and the whole output, counted anew, towards its end. */
export function withDelta(start: MessagesUsage, delta: Partial<MessageDeltaUsage> | null | undefined): MessagesUsage {
  const said = Object.entries(delta ?? {}).filter(([, value]) => value !== null && value !== undefined);
  return { ...start, ...Object.fromEntries(said) };
}

/** Service tier and speed both change the price. */
export function tierOf({ service_tier, speed }: MessagesUsage): string | undefined {
  const named = [service_tier === "standard" ? null : service_tier, speed === "standard" ? null : speed];
  return named.filter(Boolean).join("+") || undefined;
}
