import { describe, expect, test } from "vitest";
import { cachedAnswer, plainServerAnswer, toolStream } from "../../../fixtures/wire/openai-chat/answers.ts";
import { failedResponse, reasonedAnswer } from "../../../fixtures/wire/openai-responses/answers.ts";
import { priceOf } from "../../../src/models/index.ts";
import { readChatAnswer } from "../../../src/models/openai/chat-answer.ts";
import { chatReader } from "../../../src/models/openai/chat-stream.ts";
import { readResponsesAnswer } from "../../../src/models/openai/responses-answer.ts";
import { WireError } from "../../../src/models/provider/index.ts";

describe("payloads of Chat Completions", () => {
  test("cached tokens are taken out of the prompt, reasoning out of the completion", () => {
    const answer = readChatAnswer(cachedAnswer);
    expect(answer).toMatchObject({
      text: '{"status":"sent"}',
      servedModel: "gpt-6.1-sol-2026-09-29",
      servedTier: "flex",
    });
    expect(answer.usage).toEqual({
      inputTokens: { noCache: 76, cacheRead: 1024, cacheWrite: 100 },
      outputTokens: { text: 20, reasoning: 60 },
      tier: "flex",
    });
    expect(priceOf(answer.usage, "gpt-6.1-sol")).toBe((76 * 2000 + 1024 * 100 + 100 * 2500 + 80 * 10_000) / 2);
  });

  test("tool calls in pieces are put together, none before the stream says that it is done", () => {
    const reader = chatReader();
    for (const event of toolStream.slice(0, -2)) reader.read(event);
    expect(reader.hasBegun).toBe(true);
    expect(reader.answer()).toBeNull();
    for (const event of toolStream.slice(-2)) reader.read(event);
    expect(reader.answer()).toMatchObject({
      finishReason: "tool-calls",
      toolCalls: [
        { id: "call_a", name: "find", arguments: '{"parcel":"A 17"}' },
        { id: "call_b", name: "ask", arguments: "{}" },
      ],
      usage: { inputTokens: { noCache: 90 }, outputTokens: { text: 31 } },
    });
  });

  test("a plain server's answer is read for what it has", () => {
    expect(readChatAnswer(plainServerAnswer)).toEqual({
      text: "It was",
      finishReason: "length",
      servedModel: "llama3.2",
      usage: { inputTokens: { noCache: 12, cacheRead: 0, cacheWrite: 0 }, outputTokens: { text: 3, reasoning: 0 } },
    });
  });

  test.each([["<html>"], [null], [{}], [{ choices: [] }]])("%j is no answer", (data) => {
    expect(() => readChatAnswer(data)).toThrow(WireError);
  });

  test("an error within a response of status 200 is one", () => {
    const error = { error: { message: "no capacity", code: "rate_limit_exceeded" } };
    expect(() => readChatAnswer(error)).toThrow(expect.objectContaining({ code: "rate_limit_exceeded" }));
  });

  test("counts that contradict each other are not believed", () => {
    const usage = { ...cachedAnswer.usage, prompt_tokens: 10 };
    const answer = readChatAnswer({ ...cachedAnswer, usage });
    expect(answer).toMatchObject({ usage: null, warnings: ["usage: 1124 cached tokens, of 10 that went in"] });
  });

  test.each([12.5, -3, "12", Number.MAX_SAFE_INTEGER + 1])("half a token broke the tier: %j tokens are none", (odd) => {
    for (const name of ["prompt_tokens", "completion_tokens"]) {
      const answer = readChatAnswer({ ...cachedAnswer, usage: { ...cachedAnswer.usage, [name]: odd } });
      expect(answer).toMatchObject({ text: '{"status":"sent"}', usage: null });
      expect(answer.warnings).toEqual([
        expect.stringMatching(/^usage: expected a whole number of (input|output), got /),
      ]);
    }
  });
});

describe("payloads of Responses", () => {
  test("reasoning and cache writes by retention are told apart", () => {
    const answer = readResponsesAnswer(reasonedAnswer);
    expect(answer).toMatchObject({ text: '{"status":"sent"}', finishReason: "stop" });
    expect(answer.usage).toEqual({
      inputTokens: {
        noCache: 100,
        cacheRead: 1500,
        cacheWrite: 400,
        cacheWriteByRetention: { "30m": 300, "12h": 100 },
      },
      outputTokens: { text: 20, reasoning: 100 },
    });
    expect(priceOf(answer.usage, "gpt-6.1-terra")).toBe(100 * 1000 + 1500 * 50 + 300 * 1250 + 100 * 2500 + 120 * 5000);
  });

  test("cache writes by retention that exceed the whole are not believed, where they were paid back before", () => {
    const details = { cached_tokens: 0, cache_write_tokens: 10, cache_write_tokens_details: { ttl_12h_tokens: 100 } };
    const usage = { ...reasonedAnswer.usage, input_tokens_details: details };
    const answer = readResponsesAnswer({ ...reasonedAnswer, usage });
    expect(answer.usage).toBeNull();
    expect(answer.warnings).toEqual(["usage: 100 tokens written to caches by retention, of 10 in all"]);
  });

  test("half a token broke the tier: an odd count is none", () => {
    const answer = readResponsesAnswer({ ...reasonedAnswer, usage: { ...reasonedAnswer.usage, output_tokens: 1.5 } });
    expect(answer).toMatchObject({ usage: null, warnings: ["usage: expected a whole number of output, got 1.5"] });
  });

  test("a response that failed says what it used", () => {
    expect(() => readResponsesAnswer(failedResponse)).toThrow(
      expect.objectContaining({
        message: "The model failed.",
        facts: expect.objectContaining({ usage: expect.objectContaining({ inputTokens: expect.anything() }) }),
      }),
    );
  });
});
