import type { CompletionUsage } from "openai/resources/completions";
import type { ResponseUsage } from "openai/resources/responses/responses";
import type { Usage } from "../types.ts";

/** Servers of the same API leave parts out; what the types call required may be missing. */
type Loose<T> = { readonly [K in keyof T]?: Loose<T[K]> | null | undefined };

/** Usage of Chat Completions: `prompt_tokens` includes cached ones, `completion_tokens` includes reasoning. */
export function chatUsage(usage: Loose<CompletionUsage> | null | undefined, tier?: unknown): Usage | null {
  if (!usage || typeof usage.prompt_tokens !== "number" || typeof usage.completion_tokens !== "number") return null;
  const { prompt_tokens_details: prompt, completion_tokens_details: completion } = usage;
  const audio = count(prompt?.audio_tokens) + count(completion?.audio_tokens);
  return usageOf({
    input: usage.prompt_tokens,
    cacheRead: count(prompt?.cached_tokens),
    cacheWrite: count(prompt?.cache_write_tokens),
    output: usage.completion_tokens,
    reasoning: count(completion?.reasoning_tokens),
    tier,
    otherBilled: audio > 0 ? { audio_tokens: audio } : undefined,
  });
}

/** Usage of Responses: the same way of counting, with cache writes by retention. */
export function responsesUsage(usage: Loose<ResponseUsage> | null | undefined, tier?: unknown): Usage | null {
  if (!usage || typeof usage.input_tokens !== "number" || typeof usage.output_tokens !== "number") return null;
  const input = usage.input_tokens_details;
  const writes = input?.cache_write_tokens_details;
  return usageOf({
    input: usage.input_tokens,
    cacheRead: count(input?.cached_tokens),
    cacheWrite: count(input?.cache_write_tokens),
    byRetention: writes ? { "30m": count(writes.ttl_30m_tokens), "12h": count(writes.ttl_12h_tokens) } : undefined,
    output: usage.output_tokens,
    reasoning: count(usage.output_tokens_details?.reasoning_tokens),
    tier,
  });
}

interface Counts {
  readonly input: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  readonly byRetention?: Readonly<Record<string, number>> | undefined;
  readonly output: number;
  readonly reasoning: number;
  readonly tier: unknown;
  readonly otherBilled?: Readonly<Record<string, number>> | undefined;
}

/** Cached and reasoning tokens are parts of their totals; a server that says otherwise is not believed beyond the total. */
function usageOf({ input, output, tier, byRetention, otherBilled, ...parts }: Counts): Usage {
  const cacheRead = Math.min(parts.cacheRead, input);
  const cacheWrite = Math.min(parts.cacheWrite, input - cacheRead);
  const reasoning = Math.min(parts.reasoning, output);
  return {
    inputTokens: {
      noCache: input - cacheRead - cacheWrite,
      cacheRead,
      cacheWrite,
      ...(byRetention && cacheWrite > 0 && { cacheWriteByRetention: byRetention }),
    },
    outputTokens: { text: output - reasoning, reasoning },
    ...(typeof tier === "string" && !standardTiers.has(tier) && { tier }),
    ...(otherBilled && { otherBilled }),
  };
}

const standardTiers = new Set(["default", "auto", "standard"]);

function count(value: unknown): number {
  return typeof value === "number" && value > 0 ? value : 0;
}
