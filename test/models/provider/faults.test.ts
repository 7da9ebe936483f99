import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CallFailure, type Model, ModelCallError, type ModelRequest, priceOf } from "../../../src/models/index.ts";
import { type FaultServer, faultTable, startFaultServer, unknownHostUrl } from "../../../src/testing/index.ts";
import { type Ask, asks, providerCases, question } from "../../support/provider-models.ts";

let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer();
});
afterAll(() => server.close());

/** How a call ends, with what the server billed for it. */
async function ending(ask: Ask, model: Model, request: ModelRequest = question) {
  const before = server.calls.length;
  const result = await ask(model, request).then(
    (answer) => ({ answer, error: null }),
    (error: unknown) => ({ answer: null, error }),
  );
  await server.whenIdle();
  const calls = server.calls.slice(before);
  expect(calls, "one call, whatever the client's own retries").toHaveLength(1);
  return { ...result, billed: calls[0]!.billedNanoUsd! };
}

function failed(error: unknown): ModelCallError {
  if (ModelCallError.isInstance(error)) return error;
  throw new Error("expected a failed call", { cause: error });
}

/** Faults that cost nothing: the provider refused. */
const refused = [
  ["rate limited, one second", "rate-limit"],
  ["rate limited for an hour", "rate-limit"],
  ["quota used up", "quota"],
  ["500 twice", "server"],
  ["502 twice", "server"],
  ["503 twice", "server"],
  ["overloaded inside a stream", "overloaded"],
  ["an error page of HTML", "server"],
] as const satisfies readonly (readonly [keyof typeof faultTable, CallFailure])[];

/** Faults whose cost nobody tells: whole and streamed. */
const untold = [
  ["stream reset after content", "connection", "cut-off"],
  ["connection reset", "connection", "connection"],
  ["wrong content type", "bad-response", "bad-response"],
  ["a page of HTML", "bad-response", "bad-response"],
  ["a body of broken JSON", "bad-response", "bad-response"],
  ["fifty megabytes", "too-large", "too-large"],
] as const satisfies readonly (readonly [keyof typeof faultTable, CallFailure, CallFailure])[];

/** Faults within a good answer: the call ends well, and judging the answer is the workflow's. */
const answered = [
  ["an answer of broken JSON", "stop"],
  ["JSON in a code fence", "stop"],
  ["JSON after prose", "stop"],
  ["cut off by the limit", "length"],
  ["a refusal", "refusal"],
  ["a rule broken", "stop"],
  ["a tool call with wrong arguments", "tool-calls"],
  ["a call of an unknown tool", "tool-calls"],
  ["the same tool call twice", "tool-calls"],
] as const satisfies readonly (readonly [keyof typeof faultTable, string])[];

describe.each(providerCases)("$name", ({ make }) => {
  test("a stream closed before it says that it is complete gives what had come, not as an answer", async () => {
    server.play(faultTable["stream closed after content"][0]);
    const { error, billed } = await ending(asks[1]![1], make(server));
    const { failure, partialText, spend } = failed(error).facts;
    expect(failure).toBe("cut-off");
    expect('{"status":"sent"} It was sent on Monday.').toContain(partialText);
    expect(spend!.leastNanoUsd).toBeLessThanOrEqual(billed);
    expect(spend!.mostNanoUsd).toBeGreaterThanOrEqual(billed);
  });

  test("half a tool call of a stream that closed is never an answer", async () => {
    server.play(faultTable["a tool call cut off in a stream"][0]);
    const { answer, error, billed } = await ending(asks[1]![1], make(server));
    expect(answer).toBeNull();
    expect(failed(error).facts).toMatchObject({ failure: "cut-off" });
    expect(failed(error).facts.spend!.mostNanoUsd).toBeGreaterThanOrEqual(billed);
  });

  test("a stream that fails after its start says that it may have cost something", async () => {
    server.play(faultTable["overloaded after the stream's start"][0]);
    const { error } = await ending(asks[1]![1], make(server));
    expect(failed(error).facts).toMatchObject({ failure: "overloaded" });
  });

  describe.each(asks)("%s", (way, ask) => {
    test("how long to wait is handed on", async () => {
      server.play(faultTable["rate limited, one second"][0]);
      const { error } = await ending(ask, make(server));
      expect(failed(error).facts).toMatchObject({ status: 429, retryAfterMs: 1000 });
      expect(failed(error).facts.requestId).toMatch(/^req_/);
      expect(failed(error).isRetryable).toBe(true);
    });

    test("a host that does not exist costs nothing", async () => {
      const nowhere = { ...server, openaiUrl: unknownHostUrl, anthropicUrl: unknownHostUrl } as FaultServer;
      const error = await ask(make(nowhere), question).catch((thrown) => thrown);
      expect(failed(error).facts).toMatchObject({ failure: "connection" });
      expect(failed(error).facts.spend).toBeUndefined();
    });

    test.each(refused)("%s: %s, and nothing spent", async (name, failure) => {
      server.play(faultTable[name][0]);
      const { error, billed } = await ending(ask, make(server));
      expect(failed(error).facts).toMatchObject({ failure });
      expect(failed(error).facts.spend).toBeUndefined();
      expect(billed).toBe(0);
    });

    test.each(untold)("%s: %s, streamed %s, with bounds that hold the bill", async (name, whole, streamed) => {
      server.play(faultTable[name][0]);
      const { error, billed } = await ending(ask, make(server));
      const { failure, spend } = failed(error).facts;
      expect(failure).toBe(way === "whole" ? whole : streamed);
      expect(spend!.leastNanoUsd).toBeLessThanOrEqual(billed);
      expect(spend!.mostNanoUsd).toBeGreaterThanOrEqual(billed);
    });

    test.each(answered)("%s: an answer that ended with %s, billed to the nano-dollar", async (name, finishReason) => {
      server.play(faultTable[name][0]);
      const model = make(server);
      const { answer, error, billed } = await ending(ask, model);
      expect(error).toBeNull();
      expect(answer?.finishReason).toBe(finishReason);
      expect(priceOf(answer!.usage, model.price)).toBe(billed);
      expect(billed).toBeGreaterThan(0);
    });

    test.each(["no choices", "no content"] as const)("%s: no text and no crash, and what was billed", async (name) => {
      server.play(faultTable[name][0]);
      const model = make(server);
      const { answer, error, billed } = await ending(ask, model);
      expect(answer?.text ?? "").toBe("");
      if (error) expect(["bad-response", "cut-off"]).toContain(failed(error).facts.failure);
      const { usage = null, spend } = answer ?? failed(error).facts;
      if (usage) expect(priceOf(usage, model.price)).toBe(billed);
      else expect(spend!.mostNanoUsd).toBeGreaterThanOrEqual(billed);
      expect(billed).toBeGreaterThan(0);
    });

    test("a good answer without usage is taken, its cost unknown within bounds, never 0", async () => {
      server.play(faultTable["usage missing"][0]);
      const model = make(server);
      const { answer, billed } = await ending(ask, model);
      expect(answer).toMatchObject({ text: '{"status":"sent"}', usage: null });
      expect(priceOf(answer!.usage, model.price)).toBeNull();
      expect(answer!.spend!.leastNanoUsd).toBeLessThanOrEqual(billed);
      expect(answer!.spend!.mostNanoUsd).toBeGreaterThanOrEqual(billed);
    });

    test("an answer that takes longer than the limit on the whole call", async () => {
      server.play({ kind: "stall" });
      const { error, billed } = await ending(ask, make(server, { timeoutMs: 60 }));
      const { failure, spend } = failed(error).facts;
      expect(failure).toBe("timeout");
      expect(spend!.mostNanoUsd).toBeGreaterThanOrEqual(billed);
    });

    test("a first token that stalls past its limit", async () => {
      server.play({ kind: "stall" });
      const { error, billed } = await ending(ask, make(server, { firstTokenTimeoutMs: 60 }));
      const { failure, spend } = failed(error).facts;
      expect(failure).toBe("first-token-timeout");
      expect(spend!.leastNanoUsd).toBeLessThanOrEqual(billed);
      expect(spend!.mostNanoUsd).toBeGreaterThanOrEqual(billed);
    });

    test("a caller that has aborted already sends nothing", async () => {
      const calls = server.calls.length;
      const error = await ask(make(server), { ...question, signal: AbortSignal.abort() }).catch((thrown) => thrown);
      expect(failed(error).facts).toMatchObject({ failure: "aborted" });
      expect(failed(error).facts.spend).toBeUndefined();
      expect(server.calls).toHaveLength(calls);
    });

    test("a caller that aborts while the server works", async () => {
      const controller = new AbortController();
      server.play({ kind: "stall" });
      const before = server.calls.length;
      const asked = ask(make(server), { ...question, signal: controller.signal }).catch((thrown) => thrown);
      await expect.poll(() => server.calls.length).toBe(before + 1);
      controller.abort();
      const { failure, spend } = failed(await asked).facts;
      await server.whenIdle();
      expect(failure).toBe("aborted");
      expect(spend!.mostNanoUsd).toBeGreaterThanOrEqual(server.calls.at(-1)!.billedNanoUsd!);
    });
  });
});
