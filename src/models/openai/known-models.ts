import type { KnownModel } from "../provider/index.ts";

const sampling = ["temperature", "top_p", "logprobs", "top_logprobs", "presence_penalty", "frequency_penalty", "stop"];

/** What OpenAI's models are known to take: model pages and migration notes of the GPT-6 family, October 2026. */
export const openaiModels: readonly KnownModel[] = [
  {
    names: /^gpt-6-(sol|luna)\b/,
    efforts: ["none", "low", "medium", "high", "xhigh", "max"],
    maxOutputTokens: 128_000,
  },
  {
    names: /^gpt-(6-astra|6\.1-sol)\b/,
    refuses: sampling,
    efforts: ["low", "medium", "high", "xhigh", "max"],
    maxOutputTokens: 128_000,
  },
];

/** Set by the request and by this library. */
export const reservedParameters: ReadonlySet<string> = new Set([
  "model",
  "messages",
  "input",
  "stream",
  "stream_options",
  "n",
  "tools",
  "tool_choice",
  "response_format",
  "max_tokens",
  "max_completion_tokens",
  "max_output_tokens",
  "background",
]);
