import { describe, expect, test } from "vitest";
import { z } from "zod";
import { fixedPolicy, thresholdPolicy } from "../../../src/policy/index.ts";
import { acceptedAttempt, createRouter } from "../../../src/workflow/index.ts";
import { ladderOf, trace } from "../../support/ladders.ts";
import { manualClock } from "../../support/manual-clock.ts";
import { answer, replyingModel, untilAborted } from "../../support/replying-model.ts";

const unsure = (text: string, overall: number) => answer(text, { confidence: { overall, labels: {} } });

describe("the deadline", () => {
  test("that passes during a call ends it and the request, with what the call may have cost", async () => {
    const clock = manualClock();
    const large = replyingModel("l", ["late"]);
    const router = createRouter({
      tiers: { small: replyingModel("s", [untilAborted]), large },
      policy: ladderOf(["small", "large"]),
      clock,
    });
    const running = router.run({ prompt: "Where?", deadlineMs: 1_000 });
    await clock.advance(1_000);
    const outcome = await running;
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "deadline" }, costNanoUsd: null });
    expect(outcome.spend).toEqual({ leastNanoUsd: 0, mostNanoUsd: 70_000 });
    expect(trace(outcome)).toEqual(["small first: deadline"]);
    expect([large.requests.length, clock.pending]).toEqual([0, 0]);
  });

  test("is kept with a model that does not listen to the signal", async () => {
    const clock = manualClock();
    const deaf = replyingModel("s", [() => new Promise(() => undefined)], { maxOutputTokens: 50 });
    const router = createRouter({
      tiers: { only: deaf },
      policy: fixedPolicy("only"),
      limits: { deadlineMs: 1_000 },
      clock,
    });
    const running = router.run({ prompt: "Where?" });
    await clock.advance(1_100);
    const outcome = await running;
    // six bytes and a message's overhead in, fifty tokens out
    expect(outcome).toMatchObject({ status: "failed", spend: { leastNanoUsd: 0, mostNanoUsd: 122_000 } });
    expect(clock.pending).toBe(0);
  });

  test("that passes during a repair or an escalation keeps the best valid answer so far", async () => {
    const clock = manualClock();
    const router = createRouter({
      tiers: {
        small: replyingModel("s", [unsure("maybe", 0.4)]),
        medium: replyingModel("m", [unsure("perhaps", 0.3)]),
        large: replyingModel("l", [untilAborted]),
      },
      policy: ladderOf(["small", "medium", "large"], 0.9),
      clock,
    });
    const running = router.run({ prompt: "Where?", deadlineMs: 1_000 });
    await clock.advance(1_000);
    const outcome = await running;
    expect(outcome).toMatchObject({
      status: "accepted",
      value: "maybe",
      tier: "small",
      reason: "deadline: the best valid answer so far was kept",
    });
    expect(acceptedAttempt(outcome)).toBe(outcome.attempts[0]);
  });

  test("keeps nothing from a person who has to see it", async () => {
    const clock = manualClock();
    const policy = thresholdPolicy({
      ladder: [
        { tier: "small", minConfidence: 0.9 },
        { tier: "large", minConfidence: 0.9 },
      ],
      signal: "complexity",
      startAt: [2],
      reviewRisks: ["high"],
    });
    const tiers = { small: replyingModel("s", [unsure("maybe", 0.4)]), large: replyingModel("l", [untilAborted]) };
    const running = createRouter({ tiers, policy, clock }).run({ prompt: "Where?", deadlineMs: 1_000, risk: "high" });
    await clock.advance(1_000);
    expect(await running).toMatchObject({ status: "review", draft: { value: "maybe" } });
  });

  test("holds for checks and retrievers that never end", async () => {
    const clock = manualClock();
    const never = () => new Promise<never>(() => undefined);
    const options = { tiers: { only: replyingModel("m", ["{}"]) }, policy: fixedPolicy("only"), clock };
    const checking = createRouter({ ...options, schema: z.object({}), rules: [{ name: "look-up", check: never }] });
    const retrieving = createRouter({ ...options, retrieve: never });
    const running = [checking, retrieving].map((router) => router.run({ prompt: "Where?", deadlineMs: 1_000 }));
    await clock.advance(1_100);
    const [checked, retrieved] = await Promise.all(running);
    expect(checked).toMatchObject({ status: "failed", failure: { kind: "deadline" }, costNanoUsd: 20_000 });
    expect(retrieved).toMatchObject({ status: "failed", failure: { kind: "deadline" }, costNanoUsd: 0, attempts: [] });
    expect(clock.pending).toBe(0);
  });
});

describe("an abort by the caller", () => {
  test("in mid-call cancels, calls nothing more and keeps what is known of the spend", async () => {
    const clock = manualClock();
    const large = replyingModel("l", ["late"]);
    const caller = new AbortController();
    const router = createRouter({
      tiers: { small: replyingModel("s", [untilAborted]), large },
      policy: ladderOf(["small", "large"]),
      clock,
    });
    const running = router.run({ prompt: "Where?", signal: caller.signal });
    await clock.advance(10);
    caller.abort();
    const outcome = await running;
    expect(outcome).toMatchObject({
      status: "cancelled",
      costNanoUsd: null,
      spend: { leastNanoUsd: 0, mostNanoUsd: 70_000 },
    });
    expect([trace(outcome), large.requests.length, clock.pending]).toEqual([["small first: cancelled"], 0, 0]);
  });

  test("before the start makes no call at all", async () => {
    const only = replyingModel("m", ["never"]);
    const outcome = await createRouter({ tiers: { only }, policy: fixedPolicy("only") }).run({
      prompt: "Where?",
      signal: AbortSignal.abort(),
    });
    expect(outcome).toMatchObject({ status: "cancelled", attempts: [], costNanoUsd: 0 });
    expect(only.requests).toHaveLength(0);
  });
});
