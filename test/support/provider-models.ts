import Anthropic from "@anthropic-ai/sdk";
import OpenAI from "openai";
import OpenAI6 from "openai-6";
import {
  anthropicModel,
  listPrice,
  type Model,
  type ModelAnswer,
  type ModelRequest,
  openaiModel,
  type ProviderModelOptions,
} from "../../src/models/index.ts";
import type { FaultServer } from "../../src/testing/index.ts";

/** Looks like a key, and must never be seen in an error. */
export const secretKey = "sk-test-0123456789-do-not-print-me";

export interface ProviderCase {
  readonly name: string;
  readonly vendor: "openai" | "anthropic";
  readonly make: (server: FaultServer, options?: Partial<ProviderModelOptions>) => Model;
}

const luna = { model: "gpt-6-luna", maxOutputTokens: 500, dialect: "openai", price: listPrice("gpt-6-luna")! } as const;
const haiku = { model: "claude-haiku-4-5", maxOutputTokens: 500, price: listPrice("claude-haiku-4-5")! };
const retries = { apiKey: secretKey, maxRetries: 2 };

/** Every API through every supported client. The clients would retry on their own, were they let. */
export const providerCases: readonly ProviderCase[] = [
  {
    name: "openai 7, Chat Completions",
    vendor: "openai",
    make: ({ openaiUrl: baseURL }, options) =>
      openaiModel(new OpenAI({ ...retries, baseURL }), { ...luna, ...options }),
  },
  {
    name: "openai 7, Responses",
    vendor: "openai",
    make: ({ openaiUrl: baseURL }, options) =>
      openaiModel(new OpenAI({ ...retries, baseURL }), { ...luna, api: "responses", ...options }),
  },
  {
    name: "openai 6, Chat Completions",
    vendor: "openai",
    make: ({ openaiUrl: baseURL }, options) =>
      openaiModel(new OpenAI6({ ...retries, baseURL }), { ...luna, ...options }),
  },
  {
    name: "openai 6, Responses",
    vendor: "openai",
    make: ({ openaiUrl: baseURL }, options) =>
      openaiModel(new OpenAI6({ ...retries, baseURL }), { ...luna, api: "responses", ...options }),
  },
  {
    name: "anthropic 1, Messages",
    vendor: "anthropic",
    make: ({ anthropicUrl: baseURL }, options) =>
      anthropicModel(new Anthropic({ ...retries, baseURL }), { ...haiku, ...options }),
  },
];

/** A way to ask: the whole answer at once, or piece by piece. */
export type Ask = (model: Model, request: ModelRequest) => Promise<ModelAnswer>;

export const asks: readonly (readonly [string, Ask])[] = [
  ["whole", (model, request) => model.generate(request)],
  ["streamed", async (model, request) => (await collect(model, request)).answer],
];

/** The texts of a stream and the answer at its end. */
export async function collect(model: Model, request: ModelRequest): Promise<{ texts: string[]; answer: ModelAnswer }> {
  const texts: string[] = [];
  for await (const event of model.stream!(request)) {
    if (event.type === "end") return { texts, answer: event.answer };
    if (event.type === "text") texts.push(event.text);
  }
  throw new Error("the stream ended without its end");
}

export const question: ModelRequest = { messages: [{ role: "user", content: "Where is my parcel?" }] };
