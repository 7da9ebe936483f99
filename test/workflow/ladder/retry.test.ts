import { describe, expect, test } from "vitest";
import { fixedPolicy } from "../../../src/policy/index.ts";
import { createRouter, type RouterOptions } from "../../../src/workflow/index.ts";
import { ladderOf, trace } from "../../support/ladders.ts";
import { manualClock } from "../../support/manual-clock.ts";
import { callError, type Reply, replyingModel } from "../../support/replying-model.ts";

function twoTiers(replies: readonly Reply[], options: Partial<RouterOptions<string, unknown>> = {}) {
  const clock = manualClock();
  const small = replyingModel("s", replies);
  const large = replyingModel("l", ["from large"]);
  const router = createRouter({
    tiers: { small, large },
    policy: ladderOf(["small", "large"]),
    clock,
    random: () => 0,
    ...options,
    schema: undefined,
  });
  return { clock, small, large, router };
}

describe("a failed call", () => {
  test("with Retry-After is asked again after that time and not before, at the same tier", async () => {
    const { clock, small, router } = twoTiers([callError("rate-limit", { status: 429, retryAfterMs: 1_000 }), "fine"]);
    const running = router.run({ prompt: "Where are you?" });
    await clock.advance(999);
    expect(small.requests).toHaveLength(1);
    await clock.advance(1);
    const outcome = await running;
    expect(outcome).toMatchObject({ status: "accepted", value: "fine", tier: "small", costNanoUsd: 20_000 });
    expect(outcome.attempts).toMatchObject([
      { kind: "first", costNanoUsd: 0, verdict: { kind: "transport", call: { failure: "rate-limit" } } },
      { kind: "retry", waitedMs: 1_000 },
    ]);
  });

  test("with Retry-After beyond the deadline is left for the next tier at once", async () => {
    const { router } = twoTiers([callError("rate-limit", { retryAfterMs: 5_000 })]);
    const outcome = await router.run({ prompt: "Where are you?", deadlineMs: 4_000 });
    expect(trace(outcome)).toEqual(["small first: transport", "large first: accepted"]);
  });

  test("with Retry-After beyond what the router waits for is left too, deadline or not", async () => {
    const { router } = twoTiers([callError("rate-limit", { retryAfterMs: 60_001 })]);
    expect(trace(await router.run({ prompt: "Where are you?" }))).toEqual([
      "small first: transport",
      "large first: accepted",
    ]);
  });

  test.each(["overloaded", "server", "connection", "timeout", "bad-response"] as const)(
    "by %s twice is fine after two retries, waiting longer each time",
    async (failure) => {
      const { clock, router } = twoTiers([callError(failure), callError(failure), "fine"]);
      const running = router.run({ prompt: "Where are you?" });
      await clock.advance(1_500);
      const outcome = await running;
      expect(outcome).toMatchObject({ status: "accepted", tier: "small", escalations: 0 });
      expect(outcome.attempts.map(({ kind, waitedMs }) => [kind, waitedMs])).toEqual([
        ["first", 0],
        ["retry", 500],
        ["retry", 1_000],
      ]);
    },
  );

  test("goes to the next tier once the retries are used up", async () => {
    const { clock, router } = twoTiers([callError("server")], { retry: { maxRetries: 1 } });
    const running = router.run({ prompt: "Where are you?" });
    await clock.advance(10_000);
    expect(trace(await running)).toEqual(["small first: transport", "small retry: transport", "large first: accepted"]);
  });

  test.each(["quota", "bad-request", "not-permitted", "too-large"] as const)(
    "by %s is never asked again",
    async (failure) => {
      const { router } = twoTiers([callError(failure)]);
      expect(trace(await router.run({ prompt: "Where are you?" }))).toEqual([
        "small first: transport",
        "large first: accepted",
      ]);
    },
  );

  test("a repair that fails on the wire is retried as the repair it was", async () => {
    const { clock, small, router } = twoTiers(["", callError("server"), "fine"]);
    const running = router.run({ prompt: "Where are you?" });
    await clock.advance(1_000);
    expect(trace(await running)).toEqual(["small first: empty", "small repair: transport", "small retry: accepted"]);
    expect(small.requests[2]?.messages).toEqual(small.requests[1]?.messages);
  });

  test("that says what it spent is counted; one that may have spent has bounds, and so has the sum", async () => {
    const usage = {
      inputTokens: { noCache: 100, cacheRead: 0, cacheWrite: 0 },
      outputTokens: { text: 0, reasoning: 0 },
    };
    const cut = callError("cut-off", { spend: { leastNanoUsd: 10_000, mostNanoUsd: 90_000 }, partialText: "fi" });
    const { clock, router } = twoTiers([callError("server", { usage }), cut, "fine"]);
    const running = router.run({ prompt: "Where are you?" });
    await clock.advance(10_000);
    const outcome = await running;
    expect(trace(outcome)).toEqual(["small first: transport", "small retry: truncated", "small retry: accepted"]);
    expect(outcome.attempts.map(({ costNanoUsd }) => costNanoUsd)).toEqual([100_000, null, 20_000]);
    expect(outcome).toMatchObject({ costNanoUsd: null, spend: { leastNanoUsd: 130_000, mostNanoUsd: 210_000 } });
  });

  test("leaves no timer, whether it waited or the caller went away while it did", async () => {
    const { clock, router } = twoTiers([callError("server")]);
    const caller = new AbortController();
    const running = router.run({ prompt: "Where are you?", deadlineMs: 60_000, signal: caller.signal });
    await clock.advance(100);
    expect(clock.pending).toBe(2);
    caller.abort();
    const outcome = await running;
    expect(outcome).toMatchObject({ status: "cancelled", failure: { kind: "cancelled" } });
    expect(outcome.attempts).toHaveLength(1);
    expect(clock.pending).toBe(0);
  });
});

test("the last tier's failure ends in review with the failure named, or in failure where there is no review", async () => {
  const options = { tiers: { only: replyingModel("m", [callError("quota")]) }, policy: fixedPolicy("only") };
  expect(await createRouter(options).run({ prompt: "Where?" })).toMatchObject({
    status: "review",
    failure: { kind: "transport", call: { failure: "quota", isRetryable: false } },
    costNanoUsd: 0,
  });
  expect(await createRouter({ ...options, review: "none" }).run({ prompt: "Where?" })).toMatchObject({
    status: "failed",
  });
});
