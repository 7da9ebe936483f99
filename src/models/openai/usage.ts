import type { CompletionUsage } from "openai/resources/completions";
import type { ResponseUsage } from "openai/resources/responses/responses";
import type { Usage } from "../types.ts";
import { oddUsage, readCounts, type UsageReading, unbelievable, unsaid } from "../usage-reading.ts";

/** Servers of the same API leave parts out; what the types call required may be missing. */
type Loose<T> = { readonly [K in keyof T]?: Loose<T[K]> | null | undefined };

/** Usage of Chat Completions: `prompt_tokens` includes cached ones, `completion_tokens` includes reasoning. */
export function chatUsage(usage: Loose<CompletionUsage> | null | undefined, tier?: unknown): UsageReading {
  const { prompt_tokens_details: prompt, completion_tokens_details: completion } = usage ?? {};
  return readUsage(
    {
      input: usage?.prompt_tokens,
      cacheRead: prompt?.cached_tokens,
      cacheWrite: prompt?.cache_write_tokens,
      output: usage?.completion_tokens,
      reasoning: completion?.reasoning_tokens,
    },
    { tier, audio: [prompt?.audio_tokens, completion?.audio_tokens] },
  );
}

/** Usage of Responses: the same way of counting, with cache writes by retention. */
export function responsesUsage(usage: Loose<ResponseUsage> | null | undefined, tier?: unknown): UsageReading {
  const input = usage?.input_tokens_details;
  const writes = input?.cache_write_tokens_details;
  return readUsage(
    {
      input: usage?.input_tokens,
      cacheRead: input?.cached_tokens,
      cacheWrite: input?.cache_write_tokens,
      output: usage?.output_tokens,
      reasoning: usage?.output_tokens_details?.reasoning_tokens,
    },
    { tier, kept: writes && { "30m": writes.ttl_30m_tokens, "12h": writes.ttl_12h_tokens } },
  );
}

/** The counts as the wire has them: cached and reasoning tokens are parts of their totals. */
interface SaidCounts {
  readonly input: unknown;
  readonly cacheRead: unknown;
  readonly cacheWrite: unknown;
  readonly output: unknown;
  readonly reasoning: unknown;
}

interface Beside {
  readonly tier: unknown;
  readonly kept?: Readonly<Record<string, unknown>> | null | undefined;
  readonly audio?: readonly [input: unknown, output: unknown];
}

function readUsage(said: SaidCounts, { tier, kept, audio = [0, 0] }: Beside): UsageReading {
  if (isMissing(said.input) || isMissing(said.output)) return unsaid;
  const counts = readCounts({ ...said, audioInput: audio[0], audioOutput: audio[1] });
  if (typeof counts === "string") return unbelievable(counts);
  const byRetention = kept ? readCounts(kept) : undefined;
  if (typeof byRetention === "string") return unbelievable(byRetention);
  const { input, cacheRead, cacheWrite, output, reasoning } = counts;
  if (cacheRead + cacheWrite > input)
    return unbelievable(`usage: ${cacheRead + cacheWrite} cached tokens, of ${input} that went in`);
  if (reasoning > output) return unbelievable(`usage: ${reasoning} tokens of reasoning, of ${output} that came out`);
  const audioTokens = counts.audioInput + counts.audioOutput;
  return believed({
    inputTokens: {
      noCache: input - cacheRead - cacheWrite,
      cacheRead,
      cacheWrite,
      ...(byRetention && cacheWrite > 0 && { cacheWriteByRetention: byRetention }),
    },
    outputTokens: { text: output - reasoning, reasoning },
    ...(typeof tier === "string" && !standardTiers.has(tier) && { tier }),
    ...(audioTokens > 0 && { otherBilled: { audio_tokens: audioTokens } }),
  });
}

function believed(usage: Usage): UsageReading {
  const odd = oddUsage(usage);
  return odd === null ? { usage } : unbelievable(odd);
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null;
}

const standardTiers = new Set(["default", "auto", "standard"]);
