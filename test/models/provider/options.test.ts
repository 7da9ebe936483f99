import Anthropic from "@anthropic-ai/sdk";
import OpenAI from "openai";
import { describe, expect, test } from "vitest";
import { InputError } from "../../../src/errors/index.ts";
import { anthropicModel, listPrice, listPriceTable, openaiModel } from "../../../src/models/index.ts";
import { question } from "../../support/provider-models.ts";

const openai = new OpenAI({ apiKey: "none" });
const anthropic = new Anthropic({ apiKey: "none" });
const elsewhere = new OpenAI({ apiKey: "none", baseURL: "http://127.0.0.1:11434/v1" });

describe("a model's options", () => {
  test.each([
    [{ model: "" }, /model's name/],
    [{ model: "gpt-6.1-sol", parameters: { temperature: 0 } }, /parameters\.temperature.*refuses/],
    [{ model: "gpt-6.1-sol", effort: "none" }, /effort.*expected one of low/],
    [{ model: "gpt-6-luna", parameters: { stream: true } }, /parameters\.stream.*set by the request/],
    [{ model: "gpt-6-luna", timeoutMs: 0 }, /timeoutMs.*above 0/],
    [{ model: "gpt-6-luna", maxAnswerBytes: 1.5 }, /maxAnswerBytes/],
  ] as const)("%j is refused", (options, message) => {
    expect(() => openaiModel(openai, options)).toThrow(InputError);
    expect(() => openaiModel(openai, options)).toThrow(message);
  });

  test("Anthropic's newer models refuse sampling parameters, before a call is made", () => {
    const options = { model: "claude-opus-5-5", parameters: { top_p: 0.5 } };
    expect(() => anthropicModel(anthropic, options)).toThrow(/parameters\.top_p.*refuses/);
    expect(anthropicModel(anthropic, { ...options, model: "my-own-claude" }).id).toBe("my-own-claude");
  });

  test("something that is no client is refused by name", () => {
    const noClient = { baseURL: "http://127.0.0.1" } as unknown as OpenAI;
    expect(() => openaiModel(noClient, { model: "m" })).toThrow(/new OpenAI/);
  });

  test("the effort is a rung of its own, in the name too", () => {
    expect(openaiModel(openai, { model: "gpt-6-sol", effort: "high" }).id).toBe("gpt-6-sol@high");
    expect(openaiModel(openai, { model: "gpt-6-sol", effort: "high", id: "medium" }).id).toBe("medium");
  });
});

describe("a model's price", () => {
  test("is the list's when the client talks to the provider itself, unknown elsewhere", () => {
    expect(openaiModel(openai, { model: "gpt-6-luna" }).price).toBe(listPrice("gpt-6-luna"));
    expect(anthropicModel(anthropic, { model: "claude-haiku-5-5" }).price).toBe(listPrice("claude-haiku-5-5"));
    expect(openaiModel(elsewhere, { model: "gpt-6-luna" }).price).toBeNull();
    expect(openaiModel(openai, { model: "nobody-knows" }).price).toBeNull();
  });

  test("is what the caller says, as a row or as a table", () => {
    const row = listPrice("gpt-6-sol")!;
    expect(openaiModel(elsewhere, { model: "llama3.2", price: row }).price).toBe(row);
    expect(openaiModel(elsewhere, { model: "gpt-6-luna", price: listPriceTable() }).price?.model).toBe("gpt-6-luna");
    expect(openaiModel(openai, { model: "gpt-6-luna", price: null }).price).toBeNull();
  });
});

describe("what a request can cost, before it is made", () => {
  test("lies between nothing and every byte a token, at the dearest", () => {
    const { leastNanoUsd, mostNanoUsd } = openaiModel(openai, { model: "gpt-6-luna" }).spendBounds!({
      ...question,
      maxOutputTokens: 1000,
    });
    expect(leastNanoUsd).toBe(0);
    expect(mostNanoUsd).toBeGreaterThan(1000 * 500);
    expect(mostNanoUsd).toBeLessThan(1000 * 500 + 5000 * 200);
  });

  test("a tenth of a cent was refused for a word: the limit that the request sends is the one that is priced", () => {
    const luna = openaiModel(openai, { model: "gpt-6-luna" });
    const request = { messages: [{ role: "user", content: "hi" }] } as const;
    const most = (maxOutputTokens?: number): number =>
      luna.spendBounds!({ ...request, ...(maxOutputTokens && { maxOutputTokens }) }).mostNanoUsd!;
    expect(most()).toBeGreaterThan(1_000_000);
    expect(most(100)).toBeLessThan(1_000_000);
    expect(most(200) - most(100)).toBeLessThanOrEqual(2 * 100 * 500 + 1000);
    expect(anthropicModel(anthropic, { model: "claude-haiku-5-5" }).spendBounds!(request).mostNanoUsd).toBeLessThan(
      anthropicModel(anthropic, { model: "claude-haiku-5-5", maxOutputTokens: 20_000 }).spendBounds!(request)
        .mostNanoUsd!,
    );
  });

  test("is open where the model's limit is unknown, or an image is sent", () => {
    const row = listPrice("gpt-6-sol")!;
    const local = openaiModel(elsewhere, { model: "llama3.2", price: row });
    expect(local.spendBounds!(question).mostNanoUsd).toBeNull();
    const image = { type: "image", image: { url: "https://example.test/a.png" } } as const;
    const seen = { messages: [{ role: "user", content: [image] }], maxOutputTokens: 5 } as const;
    expect(local.spendBounds!(seen).mostNanoUsd).toBeNull();
    expect(local.spendBounds!({ ...question, maxOutputTokens: 5 }).mostNanoUsd).toBeGreaterThan(0);
  });
});
