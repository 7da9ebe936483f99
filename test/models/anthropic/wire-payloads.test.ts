import { describe, expect, test } from "vitest";
import { cachedMessage, searchedMessage, toolStream } from "../../../fixtures/wire/anthropic-messages/answers.ts";
import { readMessagesAnswer } from "../../../src/models/anthropic/messages-answer.ts";
import { messagesReader } from "../../../src/models/anthropic/messages-stream.ts";
import { listPrice, priceCall, priceOf, spendBounds } from "../../../src/models/index.ts";
import { WireError } from "../../../src/models/provider/index.ts";

describe("payloads of Messages", () => {
  test("cached tokens stand beside the input, thinking within the output", () => {
    const answer = readMessagesAnswer(cachedMessage);
    expect(answer).toMatchObject({ text: '{"status":"sent"}', finishReason: "stop", servedTier: "fast" });
    expect(answer.usage).toEqual({
      inputTokens: {
        noCache: 30,
        cacheRead: 1000,
        cacheWrite: 250,
        cacheWriteByRetention: { "5m": 200, "1h": 50 },
      },
      outputTokens: { text: 20, reasoning: 70 },
      tier: "fast",
    });
    expect(priceCall(answer.usage, "claude-opus-5-5").warnings).toEqual([
      "claude-opus-5-5: no price known for 50 tokens of cache writes kept 1h",
    ]);
  });

  test("a stream counts its output anew at its end, and its input stays", () => {
    const reader = messagesReader();
    for (const event of toolStream.slice(0, -1)) reader.read(event);
    expect(reader.answer()).toBeNull();
    expect(reader.text).toBe("Looking.");
    reader.read(toolStream.at(-1));
    expect(reader.answer()).toMatchObject({
      text: "Looking.",
      finishReason: "tool-calls",
      toolCalls: [{ id: "toolu_1", name: "list_parcels", arguments: "{}" }],
    });
    expect(priceOf(reader.knownUsage, "claude-opus-5-5")).toBe(
      30 * 4000 + 1000 * 200 + 200 * 5000 + 50 * 8000 + 40 * 20_000,
    );
  });

  test("searches are billed beside the tokens, so the cost is not known", () => {
    const { usage } = readMessagesAnswer(searchedMessage);
    expect(usage?.otherBilled).toEqual({ web_search_requests: 2 });
    expect(priceOf(usage, "claude-opus-5-5")).toBeNull();
  });

  test.each([
    [{ input_tokens: 12.5 }, "usage: expected a whole number of input_tokens, got 12.5"],
    [{ output_tokens: -1 }, "usage: expected a whole number of output_tokens, got -1"],
    [{ cache_creation: { ephemeral_5m_input_tokens: 0.5 } }, "usage: expected a whole number of 5m, got 0.5"],
    [{ cache_creation_input_tokens: 100 }, "usage: 250 tokens written to caches by retention, of 100 in all"],
  ])("half a token broke the tier: %j is not believed", (odd, warning) => {
    const answer = readMessagesAnswer({ ...cachedMessage, usage: { ...cachedMessage.usage, ...odd } });
    expect(answer).toMatchObject({ text: '{"status":"sent"}', usage: null, warnings: [warning] });
  });

  test("a call kept in the US costs a tenth more, and one kept where nobody knows has no known cost", () => {
    const usage = { ...cachedMessage.usage, speed: "standard", cache_creation: null };
    const costIn = (inference_geo: string | null): number | null => {
      const { usage: said } = readMessagesAnswer({ ...cachedMessage, usage: { ...usage, inference_geo } });
      return priceOf({ ...said!, inputTokens: { noCache: 30, cacheRead: 1000, cacheWrite: 0 } }, "claude-opus-5-5");
    };
    expect(costIn("us")).toBe((costIn("global")! * 11) / 10);
    expect(costIn(null)).toBe(costIn("global"));
    expect(costIn("moon")).toBeNull();
    const bounds = { inputTokensMost: 1000, outputTokensMost: 100 };
    expect(spendBounds({ price: listPrice("claude-opus-5")!, ...bounds }).mostNanoUsd).toBe(
      (11 * (1000 * 10_000 + 100 * 25_000)) / 10,
    );
  });

  describe("one request of several calls", () => {
    const turn = { type: "message", model: "claude-opus-5-5", output_tokens: 45 };
    const turns = [
      { ...turn, input_tokens: 30, cache_read_input_tokens: 1000, cache_creation_input_tokens: 250 },
      { ...turn, input_tokens: 0 },
    ];
    const read = (iterations: unknown) =>
      readMessagesAnswer({ ...cachedMessage, usage: { ...cachedMessage.usage, iterations } });

    test("turns of one model are in the total", () => {
      expect(read(turns).usage).toEqual(readMessagesAnswer(cachedMessage).usage);
    });

    test.each([
      ["a fallback that answered", [turns[0], { ...turns[1], type: "fallback_message" }], /type fallback_message/],
      ["two models", [turns[0], { ...turns[1], model: "claude-haiku-5-5" }], /several models/],
      ["parts beside the total", [...turns, turns[0]], /parts are 2695 tokens, its total says 1370/],
    ])("%s was priced as one call: it is unknown, without an upper bound", (_, iterations, warning) => {
      const answer = read(iterations);
      expect(answer).toMatchObject({ usage: null, spend: { leastNanoUsd: 0, mostNanoUsd: null } });
      expect(answer.warnings).toEqual([expect.stringMatching(warning)]);
    });
  });

  test.each([["<html>"], [null], [{}]])("%j is no answer", (data) => {
    expect(() => readMessagesAnswer(data)).toThrow(WireError);
  });
});
