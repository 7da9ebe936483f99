/** `tierwise/anthropic`: models behind an `@anthropic-ai/sdk` client. */
export { type AnthropicClient, type AnthropicModelOptions, anthropicModel } from "./models/index.ts";
