/** OpenAI's APIs, and every server that speaks Chat Completions. The client is the caller's; no SDK is loaded here. */
export type { OpenAIClient } from "./openai-client.ts";
export { type OpenAIModelOptions, openaiModel } from "./openai-model.ts";
export type { OpenAIDialect } from "./openai-setup.ts";
