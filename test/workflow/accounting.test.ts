import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CallFailure } from "../../src/models/index.ts";
import { createRouter } from "../../src/workflow/index.ts";
import { ladderOf } from "../support/ladders.ts";
import { answer, callError, type Reply, replyingModel } from "../support/replying-model.ts";

/** One call as it might go, with what its provider really billed. */
interface Call {
  readonly reply: Reply;
  readonly billedNanoUsd: number;
}

const billed = fc.integer({ min: 0, max: 50_000 });
const usageOf = (tokens: number) => ({
  inputTokens: { noCache: tokens, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { text: 0, reasoning: 0 },
});
const failures: CallFailure[] = [
  "rate-limit",
  "quota",
  "server",
  "connection",
  "cut-off",
  "bad-request",
  "first-token-timeout",
];

const call: fc.Arbitrary<Call> = fc.oneof(
  fc.record({ tokens: billed, text: fc.constantFrom("", "fine") }).map(({ tokens, text }) => ({
    reply: answer(text, { usage: usageOf(tokens) }),
    billedNanoUsd: tokens * 1_000,
  })),
  fc.tuple(fc.constantFrom(...failures), billed, fc.nat(9), fc.nat(9)).map(([failure, nanoUsd, less, more]) => ({
    reply: callError(failure, { spend: { leastNanoUsd: Math.max(0, nanoUsd - less), mostNanoUsd: nanoUsd + more } }),
    billedNanoUsd: nanoUsd,
  })),
  fc.constantFrom(...failures).map((failure) => ({ reply: callError(failure), billedNanoUsd: 0 })),
  billed.map((nanoUsd) => ({
    reply: answer("fine", { usage: null, spend: { leastNanoUsd: 0, mostNanoUsd: nanoUsd * 2 } }),
    billedNanoUsd: nanoUsd,
  })),
);

describe("accounting", () => {
  test("the total is the sum of the attempts, every call is one attempt, and the bounds hold what was billed", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(call, { minLength: 1, maxLength: 6 }),
        fc.array(call, { minLength: 1, maxLength: 6 }),
        async (small, large) => {
          const models = [small, large].map((calls, index) =>
            replyingModel(
              `m${index}`,
              calls.map(({ reply }) => reply),
            ),
          );
          const router = createRouter({
            tiers: { small: models[0]!, large: models[1]! },
            policy: ladderOf(["small", "large"]),
            retry: { baseDelayMs: 0 },
          });
          const { attempts, costNanoUsd, spend, status } = await router.run({ prompt: "Where?" });
          const meter = [small, large].flatMap((calls, index) =>
            models[index]!.requests.map((_, turn) => calls[Math.min(turn, calls.length - 1)]!.billedNanoUsd),
          );
          const total = meter.reduce((sum, nanoUsd) => sum + nanoUsd, 0);
          expect(attempts).toHaveLength(meter.length);
          const costs = attempts.map((attempt) => attempt.costNanoUsd);
          expect(costNanoUsd).toBe(costs.includes(null) ? null : costs.reduce<number>((sum, cost) => sum + cost!, 0));
          if (costNanoUsd !== null) expect(costNanoUsd).toBe(total);
          expect(spend.leastNanoUsd).toBeLessThanOrEqual(total);
          expect(spend.mostNanoUsd).toBeGreaterThanOrEqual(total);
          expect(status).toBe(attempts.at(-1)?.verdict.kind === "accepted" ? "accepted" : "review");
        },
      ),
      { numRuns: 150 },
    );
  });

  test("a good answer without usage is accepted at an unknown cost, never at 0", async () => {
    const only = replyingModel("m", [answer("fine", { usage: null })], { maxOutputTokens: 100 });
    const outcome = await createRouter({ tiers: { only }, policy: ladderOf(["only"]) }).run({ prompt: "Where?" });
    expect(outcome).toMatchObject({ status: "accepted", costNanoUsd: null });
    expect(outcome.spend.mostNanoUsd).toBeGreaterThan(200_000);
  });
});
