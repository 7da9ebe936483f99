/** How to talk to a model, what a call spent, and what that costs. Decides nothing. */
export { loadTokenCounter, type TokenCounter } from "./count-tokens.ts";
export * from "./embedded/index.ts";
export { textOf } from "./message-text.ts";
export { type CallFacts, type CallFailure, ModelCallError } from "./model-call-error.ts";
export { packageFile } from "./package-file.ts";
export * from "./prices/index.ts";
export type * from "./types.ts";
