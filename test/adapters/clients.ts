import Anthropic from "@anthropic-ai/sdk";
import OpenAI from "openai";
import OpenAI6 from "openai-6";
import { type WrapOptions, wrapAnthropic, wrapOpenAI } from "../../src/adapters/index.ts";
import { openaiModel } from "../../src/models/index.ts";
import { fixedPolicy } from "../../src/policy/index.ts";
import type { FaultServer } from "../../src/testing/index.ts";
import { createRouter, type Router } from "../../src/workflow/index.ts";
import { secretKey } from "../support/provider-models.ts";

const auth = { apiKey: secretKey, maxRetries: 2 };

/** A router of one tier, whose model sits behind the same server. */
export function serverRouter({ openaiUrl }: FaultServer): Router<string, unknown> {
  const model = openaiModel(new OpenAI({ ...auth, baseURL: openaiUrl }), { model: "gpt-6-luna", dialect: "openai" });
  return createRouter({ tiers: { only: model }, policy: fixedPolicy("only"), retry: { maxRetries: 0 } });
}

export interface OpenAICase {
  readonly name: string;
  readonly model: string;
  /** Typed as the newer client; the older is held to the same contract. */
  readonly make: (server: FaultServer, options?: WrapOptions) => OpenAI;
}

function wrapped(make: (server: FaultServer) => OpenAI): OpenAICase["make"] {
  return (server, options) => wrapOpenAI(make(server), serverRouter(server), options);
}

const openai7 = ({ openaiUrl: baseURL }: FaultServer): OpenAI => new OpenAI({ ...auth, baseURL });
const openai6 = ({ openaiUrl: baseURL }: FaultServer): OpenAI => new OpenAI6({ ...auth, baseURL }) as unknown as OpenAI;

export const openaiCases: readonly OpenAICase[] = [
  { name: "openai 7, bare", model: "gpt-6-luna", make: openai7 },
  { name: "openai 7, wrapped, routed", model: "tierwise/auto", make: wrapped(openai7) },
  { name: "openai 7, wrapped, passed on", model: "gpt-6-luna", make: wrapped(openai7) },
  {
    name: "openai 7, wrapped and accounted",
    model: "gpt-6-luna",
    make: (server) => wrapped(openai7)(server, { onPassedCall: () => {} }),
  },
  { name: "openai 6, bare", model: "gpt-6-luna", make: openai6 },
  { name: "openai 6, wrapped, routed", model: "tierwise/auto", make: wrapped(openai6) },
  {
    name: "openai 6, wrapped and accounted",
    model: "gpt-6-luna",
    make: (server) => wrapped(openai6)(server, { onPassedCall: () => {} }),
  },
];

export interface AnthropicCase {
  readonly name: string;
  readonly model: string;
  readonly make: (server: FaultServer, options?: WrapOptions) => Anthropic;
}

const anthropic1 = ({ anthropicUrl: baseURL }: FaultServer): Anthropic => new Anthropic({ ...auth, baseURL });
const wrappedAnthropic: AnthropicCase["make"] = (server, options) =>
  wrapAnthropic(anthropic1(server), serverRouter(server), options);

export const anthropicCases: readonly AnthropicCase[] = [
  { name: "anthropic 1, bare", model: "claude-haiku-4-5", make: anthropic1 },
  { name: "anthropic 1, wrapped, routed", model: "tierwise/auto", make: wrappedAnthropic },
  { name: "anthropic 1, wrapped, passed on", model: "claude-haiku-4-5", make: wrappedAnthropic },
  {
    name: "anthropic 1, wrapped and accounted",
    model: "claude-haiku-4-5",
    make: (server) => wrappedAnthropic(server, { onPassedCall: () => {} }),
  },
];
