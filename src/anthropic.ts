/** `tierwise/anthropic`: models behind an `@anthropic-ai/sdk` client, and the client with a router in it. */
export { outcomeOf, type PassedCall, type Routing, type WrapOptions, wrapAnthropic } from "./adapters/index.ts";
export {
  type AnthropicClient,
  type AnthropicModelOptions,
  anthropicModel,
  type Effort,
  type ProviderModelOptions,
  type SdkClient,
} from "./models/index.ts";
