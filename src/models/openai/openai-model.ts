import { checkOptions, knownModel, type ProviderModelOptions, providerModel } from "../provider/index.ts";
import type { Model } from "../types.ts";
import { chatApi } from "./chat-api.ts";
import { openaiModels, reservedParameters } from "./known-models.ts";
import type { OpenAIClient } from "./openai-client.ts";
import type { OpenAIDialect } from "./openai-setup.ts";
import { responsesApi } from "./responses-api.ts";

export interface OpenAIModelOptions extends ProviderModelOptions {
  /** Which API to speak; default Chat Completions, which every compatible server knows. */
  readonly api?: "chat" | "responses";
  /**
   * `openai` for OpenAI and Azure, `compatible` for other servers of the same API (Ollama, vLLM, …), which take the
   * schema as it is and know `max_tokens`. Default: by the client's base URL.
   */
  readonly dialect?: OpenAIDialect;
}

const homeUrl = "https://api.openai.com";

/**
 * A model behind an `openai` client (6.49 and up, or 7).
 *
 * @example
 * const small = openaiModel(new OpenAI(), { model: "gpt-6-luna", effort: "low" });
 * const local = openaiModel(new OpenAI({ baseURL: "http://localhost:11434/v1", apiKey: "ollama" }), { model: "llama3.2" });
 */
export function openaiModel(client: OpenAIClient, options: OpenAIModelOptions): Model {
  const known = knownModel(openaiModels, options.model);
  checkOptions(options, known, reservedParameters);
  const { api = "chat", dialect = dialectOf(client.baseURL) } = options;
  const setup = { ...options, dialect };
  return providerModel({
    client,
    api: api === "chat" ? chatApi(setup) : responsesApi(setup),
    apiName: `openai ${api} ${dialect}`,
    options,
    homeUrl,
    maxOutputTokens: known?.maxOutputTokens ?? null,
  });
}

function dialectOf(baseUrl: string): OpenAIDialect {
  const { hostname } = new URL(baseUrl);
  return /(^|\.)(openai\.com|openai\.azure\.com|services\.ai\.azure\.com)$/.test(hostname) ? "openai" : "compatible";
}
