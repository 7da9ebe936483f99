import { describe, expect, test } from "vitest";
import { fixedPolicy } from "../../../src/policy/index.ts";
import { answerCache, createRouter, type RouterOptions, type StreamEvent } from "../../../src/workflow/index.ts";
import { ladderOf, trace } from "../../support/ladders.ts";
import { manualClock } from "../../support/manual-clock.ts";
import { answer, callError, type Piece, replyingModel, streamingModel } from "../../support/replying-model.ts";

async function read(events: AsyncIterable<StreamEvent<{ readonly status: string }>>): Promise<string[]> {
  const lines: string[] = [];
  for await (const event of events) {
    if (event.type === "text") lines.push(event.text);
    else lines.push(event.type === "replaced" ? `replaced: ${event.tier} ${event.reason}` : event.outcome.status);
  }
  return lines;
}

function streaming(small: readonly (readonly Piece[])[], options: Partial<RouterOptions<string, unknown>> = {}) {
  const models = {
    small: streamingModel("s", small),
    large: streamingModel("l", [["from ", "large", answer("from large")]]),
  };
  const router = createRouter({
    tiers: models,
    policy: ladderOf(["small", "large"]),
    retry: { maxRetries: 0 },
    ...options,
    schema: undefined,
  });
  return { ...models, router };
}

const noLies = {
  name: "no-lies",
  check: (text: string) => (text.includes("lie") ? [{ path: [], expected: "truth", value: text }] : []),
};

describe("router.stream", () => {
  test("holds text back until its answer has passed every check", async () => {
    const { router } = streaming([["a ", "lie", answer("a lie")]], { rules: [noLies], maxRepairs: 0 });
    const stream = router.stream({ prompt: "Where?" });
    expect(await read(stream)).toEqual(["from large", "accepted"]);
    expect(trace(await stream.outcome)).toEqual(["small first: rule-broken", "large first: accepted"]);
  });

  test("live, shows text as it comes and takes it back on escalation", async () => {
    const { router } = streaming([["a ", "lie", answer("a lie")]], { rules: [noLies], maxRepairs: 0 });
    expect(await read(router.stream({ prompt: "Where?" }, { show: "live" }))).toEqual([
      "a ",
      "lie",
      "replaced: small rule-broken",
      "from ",
      "large",
      "accepted",
    ]);
  });

  test("a stream that was cut is never accepted, and what it may have cost has bounds", async () => {
    for (const cut of [
      ["half an ans"],
      ["half an ans", callError("cut-off", { spend: { leastNanoUsd: 1, mostNanoUsd: 9 } })],
    ]) {
      const { router } = streaming([cut as Piece[]]);
      const stream = router.stream({ prompt: "Where?" }, { show: "live" });
      expect(await read(stream)).toEqual(["half an ans", "replaced: small truncated", "from ", "large", "accepted"]);
      const { attempts, costNanoUsd, spend } = await stream.outcome;
      expect(attempts[0]).toMatchObject({
        costNanoUsd: null,
        verdict: { kind: "truncated", call: { failure: "cut-off" } },
      });
      expect(costNanoUsd).toBeNull();
      expect(spend.leastNanoUsd).toBeGreaterThanOrEqual(20_000);
    }
  });

  test("a cut stream is retried at its own tier first", async () => {
    const clock = manualClock();
    const { router } = streaming([["half"], ["whole", answer("whole")]], { retry: {}, clock });
    const stream = router.stream({ prompt: "Where?" });
    await clock.advance(1_000);
    expect(trace(await stream.outcome)).toEqual(["small first: truncated", "small retry: accepted"]);
  });

  test("overload inside a stream before content is retried", async () => {
    const clock = manualClock();
    const { router } = streaming([[callError("overloaded")], ["fine", answer("fine")]], { retry: {}, clock });
    const stream = router.stream({ prompt: "Where?" });
    await clock.advance(1_000);
    expect(await stream.outcome).toMatchObject({ status: "accepted", tier: "small", costNanoUsd: 20_000 });
  });

  test("a first token that stalls past its limit gives up the call and its socket, streamed or not", async () => {
    const clock = manualClock();
    const { small, router } = streaming([["hang"]], { limits: { firstTokenMs: 500 }, clock });
    const [streamed, plain] = [router.stream({ prompt: "Where?" }).outcome, router.run({ prompt: "Where?" })];
    await clock.advance(500);
    for (const outcome of [await streamed, await plain]) {
      expect(trace(outcome)).toEqual(["small first: transport", "large first: accepted"]);
      expect(outcome.attempts[0]).toMatchObject({
        verdict: { call: { failure: "first-token-timeout" } },
        costNanoUsd: null,
      });
    }
    expect(small.requests.map(({ signal }) => signal?.aborted)).toEqual([true, true]);
    expect(clock.pending).toBe(0);
  });

  test("a model that has begun, if only with a tool call, is waited for", async () => {
    const clock = manualClock();
    const { router } = streaming([["begin", "hang"]], { limits: { firstTokenMs: 500 }, clock });
    const outcome = router.run({ prompt: "Where?", deadlineMs: 5_000 });
    await clock.advance(5_000);
    expect(trace(await outcome)).toEqual(["small first: deadline"]);
  });

  test("a slow end after a first token in time is waited for", async () => {
    const clock = manualClock();
    const { router } = streaming([["a", answer("a")]], { limits: { firstTokenMs: 500 }, clock });
    const outcome = await router.run({ prompt: "Where?" });
    await clock.advance(500);
    expect(outcome).toMatchObject({ status: "accepted", tier: "small" });
    expect(clock.pending).toBe(0);
  });

  test("a partial tool call is never accepted, though its stream ended well", async () => {
    const toolCalls = [{ id: "1", name: "refund", arguments: '{"order":' }];
    const { router } = streaming([[answer("", { finishReason: "tool-calls", toolCalls })]], { maxRepairs: 0 });
    const tools = [{ name: "refund", parameters: { type: "object" } }];
    const { outcome } = router.stream({ prompt: "Refund.", tools });
    expect(trace(await outcome)).toEqual(["small first: bad-tool-call", "large first: accepted"]);
  });

  test("a reader that leaves cancels the request", async () => {
    const { small, router } = streaming([["first", "hang"]]);
    const stream = router.stream({ prompt: "Where?" }, { show: "live" });
    for await (const event of stream) {
      expect(event).toEqual({ type: "text", text: "first" });
      break;
    }
    expect(await stream.outcome).toMatchObject({ status: "cancelled" });
    expect(small.requests[0]?.signal?.aborted).toBe(true);
  });

  test("shows a kept answer, and one of a model that does not stream", async () => {
    const model = replyingModel("m", ["Riga"]);
    const router = createRouter({ tiers: { only: model }, policy: fixedPolicy("only"), cache: answerCache() });
    expect(await read(router.stream({ prompt: "Where?" }, { show: "live" }))).toEqual(["Riga", "accepted"]);
    expect(await read(router.stream({ prompt: "Where?" }, { show: "live" }))).toEqual(["Riga", "accepted"]);
    expect(model.requests).toHaveLength(1);
  });

  test("a programmer's mistake throws at once", () => {
    const { router } = streaming([["x"]]);
    expect(() => router.stream({ prompt: "" })).toThrow('field "prompt"');
  });
});
