import { describe, expect, test } from "vitest";
import { fixedPolicy } from "../../../src/policy/index.ts";
import { createRouter, spendGuard } from "../../../src/workflow/index.ts";
import { manualClock } from "../../support/manual-clock.ts";
import { answer, callError, type Reply, replyingModel, untilAborted } from "../../support/replying-model.ts";

function hedging(replies: readonly Reply[], options: object = {}) {
  const clock = manualClock();
  const only = replyingModel("m", replies, { maxOutputTokens: 50 });
  const guard = spendGuard({ limitUsd: 1 });
  const base = { tiers: { only }, policy: fixedPolicy("only"), spendGuard: guard, clock, retry: { maxRetries: 0 } };
  return { clock, only, guard, router: createRouter({ ...base, hedge: { afterMs: 100 }, ...options }) };
}

// six bytes and a message's overhead in at 1,000 nano-dollars, fifty tokens out at 2,000
const worst = 122_000;

describe("a hedged call", () => {
  test("is one call where the first answers in time", async () => {
    const { clock, only, router } = hedging(["fine"]);
    expect(await router.run({ prompt: "Where?" })).toMatchObject({ status: "accepted", costNanoUsd: 20_000 });
    expect([only.requests.length, clock.pending]).toEqual([1, 0]);
  });

  test("takes the second's answer where the first is slow, stops the first and counts what it may have cost", async () => {
    const { clock, only, guard, router } = hedging([untilAborted, "fine"]);
    const running = router.run({ prompt: "Where?" });
    await clock.advance(99);
    expect(only.requests).toHaveLength(1);
    await clock.advance(1);
    const outcome = await running;
    expect(outcome).toMatchObject({ status: "accepted", value: "fine", costNanoUsd: null });
    expect(outcome.spend).toEqual({ leastNanoUsd: 20_000, mostNanoUsd: 20_000 + worst });
    expect(outcome.attempts).toMatchObject([{ kind: "first", latencyMs: 100 }]);
    expect(only.requests[0]?.signal?.aborted).toBe(true);
    await clock.advance(100);
    expect([guard.reservedNanoUsd, guard.spentNanoUsd, clock.pending]).toEqual([0, 20_000 + worst, 0]);
  });

  test("waits for the first where the second fails, and knows what both cost", async () => {
    const { clock, guard, router } = hedging([
      () => new Promise((resolve) => clock.after(200, () => resolve(answer("slow but fine")))),
      callError("server"),
    ]);
    const running = router.run({ prompt: "Where?" });
    await clock.advance(200);
    expect(await running).toMatchObject({ status: "accepted", value: "slow but fine", costNanoUsd: 20_000 });
    expect([guard.reservedNanoUsd, guard.spentNanoUsd]).toEqual([0, 20_000]);
  });

  test("is not made where the budget does not allow a second", async () => {
    const { clock, only, router } = hedging([
      () => new Promise((resolve) => clock.after(200, () => resolve(answer("slow")))),
    ]);
    const running = router.run({ prompt: "Where?", budgetUsd: (worst * 1.5) / 1e9 });
    await clock.advance(200);
    expect(await running).toMatchObject({ status: "accepted", costNanoUsd: 20_000 });
    expect(only.requests).toHaveLength(1);
  });

  test("is off by default, and ends with its request", async () => {
    const off = hedging([untilAborted], { hedge: undefined });
    const on = hedging([untilAborted]);
    for (const { clock, only, router } of [off, on]) {
      const caller = new AbortController();
      const running = router.run({ prompt: "Where?", signal: caller.signal });
      await clock.advance(1_000);
      expect(only.requests).toHaveLength(only === off.only ? 1 : 2);
      caller.abort();
      expect((await running).status).toBe("cancelled");
      await clock.advance(100);
      expect(clock.pending).toBe(0);
    }
  });
});
