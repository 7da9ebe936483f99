/** How to talk to a model, what a call spent, and what that costs. Decides nothing. */
export * from "./anthropic/index.ts";
export { loadTokenCounter, type TokenCounter, type TokenEncoding } from "./count-tokens.ts";
export * from "./embedded/index.ts";
export { type FunctionAnswer, type FunctionModelOptions, functionModel } from "./function-model.ts";
export { schemaInWords, textOf } from "./message-text.ts";
export { type CallFacts, type CallFailure, ModelCallError } from "./model-call-error.ts";
export * from "./openai/index.ts";
export { packageFile } from "./package-file.ts";
export * from "./prices/index.ts";
export type { Effort, ProviderModelOptions, SdkClient } from "./provider/index.ts";
export { type ReplayModelOptions, replayModel } from "./replay-model.ts";
export { projectSchema, type SchemaProjection } from "./schema-projection/index.ts";
export { type TokenCount, type TokenEstimator, tokenEstimator } from "./token-estimate.ts";
export type * from "./types.ts";
export * from "./wires/index.ts";
