import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fixedPolicy } from "../../../src/policy/index.ts";
import { createRouter, spendGuard } from "../../../src/workflow/index.ts";
import { ladderOf, trace } from "../../support/ladders.ts";
import { answer, replyingModel } from "../../support/replying-model.ts";

const empty = answer("");

describe("a budget", () => {
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
