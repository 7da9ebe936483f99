import { describe, expect, test } from "vitest";
import { cachedMessage, searchedMessage, toolStream } from "../../../fixtures/wire/anthropic-messages/answers.ts";
import { readMessagesAnswer } from "../../../src/models/anthropic/messages-answer.ts";
import { messagesReader } from "../../../src/models/anthropic/messages-stream.ts";
import { priceCall, priceOf } from "../../../src/models/index.ts";
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

  test.each([["<html>"], [null], [{}]])("%j is no answer", (data) => {
    expect(() => readMessagesAnswer(data)).toThrow(WireError);
  });
});
