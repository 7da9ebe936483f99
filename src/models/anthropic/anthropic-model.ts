import { checkOptions, knownModel, type ProviderModelOptions, providerModel } from "../provider/index.ts";
import type { Model } from "../types.ts";
import type { AnthropicClient } from "./anthropic-client.ts";
import { anthropicModels, reservedParameters } from "./known-models.ts";
import { messagesApi } from "./messages-api.ts";

export type AnthropicModelOptions = ProviderModelOptions;

const homeUrl = "https://api.anthropic.com";
/** The API wants a limit. Room for the thinking that newer models do by default, which counts too. */
const defaultMaxOutputTokens = 16_384;

/**
 * A model behind an `@anthropic-ai/sdk` client (1 and up), by the Messages API.
 *
 * @example
 * const large = anthropicModel(new Anthropic(), { model: "claude-opus-5-5", effort: "high" });
 */
export function anthropicModel(client: AnthropicClient, options: AnthropicModelOptions): Model {
  const known = knownModel(anthropicModels, options.model);
  checkOptions(options, known, reservedParameters);
  const maxOutputTokens = options.maxOutputTokens ?? defaultMaxOutputTokens;
  return providerModel({
    client,
    api: messagesApi({ ...options, maxOutputTokens }),
    apiName: "anthropic messages",
    options,
    homeUrl,
    maxOutputTokens: known?.maxOutputTokens ?? null,
  });
}
