import { getEventListeners } from "node:events";
import { expect, test } from "vitest";
import { fixedPolicy } from "../../src/policy/index.ts";
import { answerCache, createRouter, spendGuard } from "../../src/workflow/index.ts";
import { manualClock } from "../support/manual-clock.ts";
import { answer, callError, replyingModel, streamingModel, untilAborted } from "../support/replying-model.ts";

test("ten thousand requests at once, some failing, stalling or aborted, leave no timer, listener or reservation", async () => {
  const clock = manualClock();
  const caller = new AbortController();
  const guard = spendGuard({ limitUsd: 1_000 });
  const cache = answerCache();
  const model = streamingModel("m", [["x", answer("x")]], {
    maxOutputTokens: 5,
    generate: async (request) => {
      const number = Number(request.messages[0]!.content);
      if (number % 4 === 1) throw callError("server", { retryAfterMs: 100 });
      if (number % 4 === 2) return untilAborted(request);
      return answer(number % 4 === 3 ? "" : "fine");
    },
  });
  const router = createRouter({
    tiers: { only: model },
    policy: fixedPolicy("only"),
    limits: { deadlineMs: 60_000, concurrency: 5_000, firstTokenMs: 1_000 },
    breaker: false,
    spendGuard: guard,
    cache,
    clock,
  });
  const { stream: _, ...plain } = model;
  const direct = createRouter({
    tiers: { only: plain },
    policy: fixedPolicy("only"),
    limits: { deadlineMs: 60_000 },
    breaker: false,
    spendGuard: guard,
    cache,
    clock,
  });
  const running = Array.from({ length: 10_000 }, (_, index) =>
    (index < 5_000 ? router : direct).run({ prompt: String(index), signal: caller.signal }),
  );
  await clock.advance(10_000);
  expect(getEventListeners(caller.signal, "abort")).toHaveLength(1);
  caller.abort();
  await clock.advance(200);
  const statuses = (await Promise.all(running)).map(({ status }) => status);
  expect(new Set(statuses)).toEqual(new Set(["accepted", "review", "cancelled"]));
  expect(clock.pending).toBe(0);
  expect(getEventListeners(caller.signal, "abort")).toHaveLength(0);
  expect(guard.reservedNanoUsd).toBe(0);
  expect(cache.flights.size).toBe(0);
});

test("ten thousand requests on the real clock leave no timer behind", async () => {
  const timers = (): number => process.getActiveResourcesInfo().filter((resource) => resource === "Timeout").length;
  const flaky = replyingModel("m", [
    async (request) => {
      const number = Number(request.messages[0]!.content);
      if (number % 3 === 0) throw callError("server");
      return answer("fine");
    },
  ]);
  const router = createRouter({
    tiers: { only: flaky },
    policy: fixedPolicy("only"),
    limits: { deadlineMs: 600_000 },
    retry: { baseDelayMs: 1, maxRetries: 1 },
    breaker: false,
  });
  const running = Array.from({ length: 10_000 }, (_, index) => router.run({ prompt: String(index) }));
  const statuses = (await Promise.all(running)).map(({ status }) => status);
  expect(new Set(statuses)).toEqual(new Set(["accepted", "review"]));
  // the test runner has a few of its own
  expect(timers()).toBeLessThan(10);
});
