/** `tierwise/openai`: models behind an `openai` client or any server that speaks its API, and the client with a router in it. */
export { outcomeOf, type PassedCall, type Routing, type WrapOptions, wrapOpenAI } from "./adapters/index.ts";
export {
  type Effort,
  type OpenAIClient,
  type OpenAIDialect,
  type OpenAIModelOptions,
  openaiModel,
  type ProviderModelOptions,
  type SdkClient,
} from "./models/index.ts";
