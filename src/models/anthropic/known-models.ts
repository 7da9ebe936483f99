import type { KnownModel } from "../provider/index.ts";

const sampling = ["temperature", "top_p", "top_k"];
const efforts = ["low", "medium", "high", "xhigh", "max"] as const;

/** What Anthropic's models are known to take: its model pages and migration guides, November 2026. */
export const anthropicModels: readonly KnownModel[] = [
  {
    names: /^claude-(haiku-5-5|sonnet-5|sonnet-5-5|opus-5|opus-5-5|fable-5|fable-5-1|fable-5-2)$/,
    refuses: sampling,
    efforts,
    maxOutputTokens: 128_000,
  },
  { names: /^claude-opus-4-[78]$/, refuses: sampling },
  { names: /^claude-haiku-4-5\b/, maxOutputTokens: 64_000 },
];

/** Set by the request and by this library. */
export const reservedParameters: ReadonlySet<string> = new Set([
  "model",
  "messages",
  "system",
  "stream",
  "tools",
  "tool_choice",
  "max_tokens",
]);
