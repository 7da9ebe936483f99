import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ToolCall, tokenEstimator } from "../../../src/models/index.ts";
import { type FaultServer, startFaultServer } from "../../../src/testing/index.ts";
import { asks, collect, providerCases, question } from "../../support/provider-models.ts";

let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer();
});
afterAll(() => server.close());

const calls: readonly ToolCall[] = [
  { id: "call_1", name: "find_parcel", arguments: '{"parcel":"A 17","deep":{"er":[1,2]}}' },
  { id: "call_2", name: "ask_driver", arguments: '{"where":"“Köln”"}' },
];

describe.each(providerCases)("$name", ({ make }) => {
  test("a stream gives the text piece by piece, then once the whole", async () => {
    const text = "It was sent on Monday,\nby train. 🙂 Done.";
    server.play({ kind: "answer", text });
    const { texts, answer } = await collect(make(server), question);
    expect(texts.length).toBeGreaterThan(3);
    expect(texts.join("")).toBe(text);
    expect(answer).toMatchObject({ text, finishReason: "stop", requestId: expect.stringMatching(/^req_/) });
    expect(answer.firstTokenMs).toBeLessThanOrEqual(answer.latencyMs);
  });

  describe.each(asks)("%s", (_, ask) => {
    test("tool calls come whole, in order, beside the text", async () => {
      server.play({ kind: "answer", text: "Let me look.", toolCalls: calls });
      const answer = await ask(make(server), question);
      expect(answer).toMatchObject({ text: "Let me look.", finishReason: "tool-calls" });
      expect(answer.toolCalls).toEqual(calls);
    });

    test("tool calls of an answer that the limit cut off are not delivered", async () => {
      server.play({ kind: "answer", text: "Let me", toolCalls: calls, finish: "length" });
      const answer = await ask(make(server), question);
      expect(answer.finishReason).toBe("length");
      expect(answer.toolCalls).toBeUndefined();
    });

    test("a refusal says what was said", async () => {
      server.play({ kind: "answer", refusal: "I cannot help with that." });
      const answer = await ask(make(server), question);
      expect(answer).toMatchObject({ finishReason: "refusal", refusal: "I cannot help with that." });
    });

    test("the model that the provider says answered", async () => {
      server.play({ kind: "answer", servedModel: "gpt-6-luna-2026-09-22" });
      expect((await ask(make(server), question)).servedModel).toBe("gpt-6-luna-2026-09-22");
    });
  });
});

test.each(providerCases)("$name: an estimator learns from what went in", async ({ make }) => {
  const estimator = tokenEstimator();
  const model = make(server, { tokenEstimator: estimator });
  const request = { messages: [{ role: "user" as const, content: "x".repeat(20_000) }] };
  const usage = {
    inputTokens: { noCache: 4000, cacheRead: 6000, cacheWrite: 0 },
    outputTokens: { text: 1, reasoning: 0 },
  };
  server.play({ kind: "answer", usage });
  await model.generate(request);
  const learnt = estimator.estimate(model.price!.model, "x".repeat(20_000));
  expect(learnt).toBeGreaterThan(9000);
  server.play({ kind: "answer", isUsageMissing: true });
  await model.generate(request);
  expect(estimator.estimate(model.price!.model, "x".repeat(20_000))).toBe(learnt);
});

const openai = providerCases.filter(({ vendor }) => vendor === "openai");

test.each(openai)("$name: log-probabilities, where the answer has them", async ({ make }) => {
  server.play({ kind: "answer", logProbabilities: [-0.1, -2] });
  expect((await make(server).generate(question)).tokenLogProbabilities).toEqual([-0.1, -2]);
});
