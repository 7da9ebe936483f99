import { describe, expect, test } from "vitest";
import { fixedPolicy } from "../../../src/policy/index.ts";
import { createRouter } from "../../../src/workflow/index.ts";
import { manualClock } from "../../support/manual-clock.ts";
import { answer, callError, replyingModel } from "../../support/replying-model.ts";

/** A model whose calls wait until they are let go, and that knows how many are under way. */
function gatedModel(rest = {}) {
  const waiting: (() => void)[] = [];
  const model = replyingModel("m", [
    async () => {
      await new Promise<void>((resolve) => waiting.push(resolve));
      return answer("fine", rest);
    },
  ]);
  return { model, waiting, letGo: () => waiting.splice(0).forEach((resolve) => void resolve()) };
}

describe("calls of one model at once", () => {
  test("are no more than allowed", async () => {
    const clock = manualClock();
    const { model, waiting, letGo } = gatedModel();
    const router = createRouter({
      tiers: { only: model },
      policy: fixedPolicy("only"),
      limits: { concurrency: 2 },
      clock,
    });
    const running = Array.from({ length: 5 }, () => router.run({ prompt: "Where?" }));
    await clock.advance(0);
    expect(waiting).toHaveLength(2);
    for (let round = 0; round < 3; round++) {
      letGo();
      await clock.advance(0);
    }
    expect((await Promise.all(running)).map(({ status }) => status)).toEqual(Array(5).fill("accepted"));
  });

  test("become fewer when the provider says that few are left, until it says that is over", async () => {
    const clock = manualClock();
    const { model, waiting, letGo } = gatedModel({ rateLimit: { remainingRequests: 1, resetMs: 5_000 } });
    const router = createRouter({ tiers: { only: model }, policy: fixedPolicy("only"), clock });
    const first = router.run({ prompt: "Where?" });
    await clock.advance(0);
    letGo();
    await first;
    const narrow = [router.run({ prompt: "1" }), router.run({ prompt: "2" })];
    await clock.advance(0);
    expect(waiting).toHaveLength(1);
    await clock.advance(5_000);
    narrow.push(router.run({ prompt: "3" }));
    await clock.advance(0);
    expect(waiting).toHaveLength(3);
    letGo();
    await Promise.all(narrow);
  });

  test("a request that ends while it waits for its place is not called and cost nothing", async () => {
    const clock = manualClock();
    const { model, letGo } = gatedModel();
    const router = createRouter({
      tiers: { only: model },
      policy: fixedPolicy("only"),
      limits: { concurrency: 1 },
      clock,
    });
    const first = router.run({ prompt: "1" });
    const second = router.run({ prompt: "2", deadlineMs: 100 });
    await clock.advance(300);
    expect(await second).toMatchObject({ status: "failed", failure: { kind: "deadline" }, costNanoUsd: 0 });
    letGo();
    await first;
    await clock.advance(0);
    expect(model.requests).toHaveLength(1);
  });

  test("become fewer when few tokens are left, counted in calls of the usual size", async () => {
    const clock = manualClock();
    // an answer uses 15 tokens
    const { model, waiting, letGo } = gatedModel({ rateLimit: { remainingTokens: 31, resetMs: 5_000 } });
    const router = createRouter({ tiers: { only: model }, policy: fixedPolicy("only"), clock });
    const first = router.run({ prompt: "Where?" });
    await clock.advance(0);
    letGo();
    await first;
    const running = ["1", "2", "3"].map((prompt) => router.run({ prompt }));
    await clock.advance(0);
    expect(waiting).toHaveLength(2);
    letGo();
    await clock.advance(0);
    letGo();
    await Promise.all(running);
    expect(clock.pending).toBe(0);
  });

  test("become more again for those who already wait in line", async () => {
    const clock = manualClock();
    const { model, waiting, letGo } = gatedModel({ rateLimit: { remainingRequests: 1, resetMs: 5_000 } });
    const router = createRouter({ tiers: { only: model }, policy: fixedPolicy("only"), clock });
    const first = router.run({ prompt: "Where?" });
    await clock.advance(0);
    letGo();
    await first;
    const running = ["1", "2", "3"].map((prompt) => router.run({ prompt }));
    await clock.advance(4_999);
    expect(waiting).toHaveLength(1);
    await clock.advance(1);
    expect([waiting.length, clock.pending]).toEqual([3, 0]);
    letGo();
    await Promise.all(running);
  });

  test("become fewer after a 429, for as long as it asks to wait", async () => {
    const clock = manualClock();
    const waiting: (() => void)[] = [];
    const held = async () => {
      await new Promise<void>((resolve) => waiting.push(resolve));
      return answer("fine");
    };
    const model = replyingModel("m", [callError("rate-limit", { retryAfterMs: 2_000 }), held]);
    const router = createRouter({
      tiers: { only: model },
      policy: fixedPolicy("only"),
      retry: { maxRetries: 0 },
      clock,
    });
    expect((await router.run({ prompt: "0" })).status).toBe("review");
    const running = ["1", "2", "3"].map((prompt) => router.run({ prompt }));
    await clock.advance(0);
    expect(waiting).toHaveLength(1);
    await clock.advance(2_000);
    expect(waiting).toHaveLength(3);
    for (const resolve of waiting) resolve();
    await Promise.all(running);
  });
});
