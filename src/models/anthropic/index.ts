/** Anthropic's Messages API. The client is the caller's; no SDK is loaded here. */
export type { AnthropicClient } from "./anthropic-client.ts";
export { type AnthropicModelOptions, anthropicModel } from "./anthropic-model.ts";
