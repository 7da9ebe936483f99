/** `tierwise/openai`: models behind an `openai` client, and behind every server that speaks its API. */
export { type OpenAIClient, type OpenAIDialect, type OpenAIModelOptions, openaiModel } from "./models/index.ts";
