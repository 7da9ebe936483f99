import fc from "fast-check";
import OpenAI from "openai";
import { describe, expect, test } from "vitest";
import { listPrice, type Model, openaiModel } from "../../../src/models/index.ts";
import { fixedPolicy, withinLimits } from "../../../src/policy/index.ts";
import { startFaultServer } from "../../../src/testing/index.ts";
import { createRouter, spendGuard } from "../../../src/workflow/index.ts";
import { ladderOf, trace } from "../../support/ladders.ts";
import { manualClock } from "../../support/manual-clock.ts";
import { answer, callError, replyingModel, testPrice } from "../../support/replying-model.ts";

const empty = answer("");

describe("a budget", () => {
  test("of a tenth of a cent is enough for a short question to a known model", async () => {
    const server = await startFaultServer();
    try {
      const client = new OpenAI({ apiKey: "none", baseURL: server.openaiUrl });
      const luna = openaiModel(client, { model: "gpt-6-luna", price: listPrice("gpt-6-luna")! });
      const router = createRouter({ tiers: { luna }, policy: fixedPolicy("luna") });
      const outcome = await router.run({ prompt: "hi", budgetUsd: 0.001 });
      expect(outcome).toMatchObject({ status: "accepted", costNanoUsd: server.billedNanoUsd });
      expect(await router.run({ prompt: "hi", budgetUsd: 0.00001 })).toMatchObject({
        failure: { kind: "budget" },
        attempts: [],
      });
      expect(server.calls).toHaveLength(1);
    } finally {
      await server.close();
    }
  });

  test("limits an answer to what is left of it, never beyond the model's most", async () => {
    const asked = async (budgetUsd: number, maxOutputTokens: number | null) => {
      const only = replyingModel("m", ["fine"], { maxOutputTokens });
      await createRouter({ tiers: { only }, policy: fixedPolicy("only") }).run({ prompt: "Where?", budgetUsd });
      return only.requests[0]?.maxOutputTokens;
    };
    // 22 tokens in at 1,000 nano-dollars, the rest out at 2,000
    expect(await asked(0.001, null)).toBe((1_000_000 - 22_000) / 2_000);
    expect(await asked(1, 128_000)).toBe(4_096);
    expect(await asked(1, 50)).toBe(50);
    expect(await asked(0.0001, 128_000)).toBeUndefined();
  });

  test("too small for the next call stops before it, in review or failure as configured", async () => {
    const small = replyingModel("s", [empty], { maxOutputTokens: 5 });
    const large = replyingModel("l", ["fine"], { maxOutputTokens: 1_000 });
    const options = { tiers: { small, large }, policy: ladderOf(["small", "large"]), maxRepairs: 0 };
    const outcome = await createRouter(options).run({ prompt: "Where?", budgetUsd: 0.0001 });
    expect(trace(outcome)).toEqual(["small first: empty"]);
    expect(outcome).toMatchObject({
      status: "review",
      failure: { kind: "budget", issues: [{ path: ["budgetUsd"] }] },
      costNanoUsd: 20_000,
    });
    expect(outcome.reason).toBe("budget: no further call could be made after small empty");
    const failed = await createRouter({ ...options, review: "none", limits: { budgetUsd: 0.0001 } }).run({
      prompt: "Where?",
    });
    expect(failed).toMatchObject({ status: "failed", failure: { kind: "budget" } });
    expect(large.requests).toHaveLength(0);
  });

  test("keeps a valid answer that was already paid for", async () => {
    const unsure = answer("maybe", { confidence: { overall: 0.4, labels: {} } });
    const small = replyingModel("s", [unsure], { maxOutputTokens: 5 });
    const large = replyingModel("l", ["fine"], { maxOutputTokens: 1_000 });
    const router = createRouter({ tiers: { small, large }, policy: ladderOf(["small", "large"], 0.9) });
    expect(await router.run({ prompt: "Where?", budgetUsd: 0.0001 })).toMatchObject({
      status: "accepted",
      value: "maybe",
    });
  });

  test("gives an answer a limit where nothing else does, and asks nothing whose price is unknown", async () => {
    const priced = replyingModel("m", ["fine"]);
    await createRouter({ tiers: { only: priced }, policy: fixedPolicy("only") }).run({
      prompt: "Where?",
      budgetUsd: 1,
    });
    expect(priced.requests[0]?.maxOutputTokens).toBe(4_096);
    const unpriced = replyingModel("m", ["fine"], { price: null });
    const router = createRouter({ tiers: { only: unpriced }, policy: fixedPolicy("only") });
    expect(await router.run({ prompt: "Where?", budgetUsd: 1 })).toMatchObject({
      failure: { kind: "budget" },
      attempts: [],
    });
    expect(await router.run({ prompt: "Where?" })).toMatchObject({ status: "accepted", costNanoUsd: null });
  });

  test("shared by requests under way at once is never overspent, and everything set aside comes back", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 400_000 }),
        fc.array(fc.record({ out: fc.integer({ min: 0, max: 40 }), fails: fc.boolean() }), {
          minLength: 1,
          maxLength: 12,
        }),
        async (limitNanoUsd, calls) => {
          const guard = spendGuard({ limitUsd: limitNanoUsd / 1e9 });
          const replies = calls.map(({ out, fails }) => async () => {
            const usage = {
              inputTokens: { noCache: 10, cacheRead: 0, cacheWrite: 0 },
              outputTokens: { text: out, reasoning: 0 },
            };
            if (fails) throw new Error("broke");
            return answer("fine", { usage });
          });
          const only = replyingModel("m", replies, { maxOutputTokens: 40 });
          const router = createRouter({ tiers: { only }, policy: fixedPolicy("only"), spendGuard: guard });
          const outcomes = await Promise.all(calls.map(() => router.run({ prompt: "Where?" })));
          const spent = outcomes.reduce((sum, { spend }) => sum + spend.mostNanoUsd!, 0);
          expect(spent).toBeLessThanOrEqual(limitNanoUsd);
          expect(guard.spentNanoUsd).toBe(spent);
          expect(guard.reservedNanoUsd).toBe(0);
        },
      ),
      { numRuns: 60 },
    );
  });
});

test("a model that cannot say what a request may cost fails the attempt, not the workflow", async () => {
  const refusing = () => {
    throw new Error("images are not for this model");
  };
  const only = replyingModel("m", [new Error("images are not for this model")], { spendBounds: refusing });
  const outcome = await createRouter({ tiers: { only }, policy: fixedPolicy("only") }).run({ prompt: "Where?" });
  expect(outcome).toMatchObject({ status: "review", spend: { leastNanoUsd: 0, mostNanoUsd: null } });
});

test("a long document does not lower the tier that a request starts at", async () => {
  const start = async (text: string) => {
    const price = { ...testPrice("s"), inputUsdPerMillion: 0.01, outputUsdPerMillion: 0.01 };
    const tiers = { small: replyingModel("s", ["fine"], { price }), large: replyingModel("l", ["fine"]) };
    const ladder = ladderOf(["small", "large"]);
    const policy = withinLimits({
      ...ladder,
      decide: () => ({ tier: "large", reasons: [], propensity: 1 }),
    });
    const router = createRouter({ tiers, policy, retrieve: async () => [{ id: "d", text }] });
    return (await router.run({ prompt: "Where?", budgetUsd: 0.02 })).decision.tier;
  };
  expect([await start("short"), await start("long ".repeat(10_000))]).toEqual(["large", "large"]);
});

describe("a price that cannot be worked out", () => {
  test("loses no answer that was paid for: its cost is unknown", async () => {
    const only: Model = Object.defineProperty(replyingModel("m", ["fine"]), "price", {
      get: () => {
        throw new Error("no such table");
      },
    });
    const router = createRouter({ tiers: { only }, policy: fixedPolicy("only") });
    expect(await router.run({ prompt: "Where?" })).toMatchObject({
      status: "accepted",
      value: "fine",
      costNanoUsd: null,
      spend: { leastNanoUsd: 0, mostNanoUsd: null },
    });
  });

  test("leaves nothing set aside and no circuit half open", async () => {
    const clock = manualClock();
    const guard = spendGuard({ limitUsd: 1 });
    let isBroken = false;
    const only: Model = {
      ...replyingModel("m", [callError("server"), "fine"], { maxOutputTokens: 50 }),
      get price() {
        if (isBroken) throw new Error("no such table");
        return testPrice("m");
      },
    };
    const router = createRouter({
      tiers: { only },
      policy: fixedPolicy("only"),
      spendGuard: guard,
      breaker: { failures: 1, openMs: 100 },
      retry: { maxRetries: 0 },
      hooks: {
        call: [
          async (call, next) => {
            const answered = await next(call);
            isBroken = true;
            return answered;
          },
        ],
      },
      clock,
    });
    expect(await router.run({ prompt: "Where?" })).toMatchObject({ status: "review" });
    await clock.advance(100);
    expect(await router.run({ prompt: "Where?" })).toMatchObject({ status: "accepted", costNanoUsd: null });
    isBroken = false;
    expect(await router.run({ prompt: "Where?" })).toMatchObject({ status: "accepted" });
    expect(guard.reservedNanoUsd).toBe(0);
  });
});
