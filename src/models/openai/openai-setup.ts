import type { ProviderModelOptions } from "../provider/index.ts";

/** Whose server it is: OpenAI's own rules, or the common ground of the servers that speak its API. */
export type OpenAIDialect = "openai" | "compatible";

/** A model's options, with the dialect decided. */
export interface OpenAISetup extends ProviderModelOptions {
  readonly dialect: OpenAIDialect;
}
