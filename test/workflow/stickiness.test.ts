import { expect, test } from "vitest";
import type { Usage } from "../../src/models/index.ts";
import { stickyPolicy, thresholdPolicy } from "../../src/policy/index.ts";
import { createRouter } from "../../src/workflow/index.ts";
import { manualClock } from "../support/manual-clock.ts";
import { answer, replyingModel, testPrice } from "../support/replying-model.ts";

const hard =
  "The lamp came broken, the second parcel is lost, I was charged twice, the refund went to a closed account, nobody calls back, and my mother needs it by Friday.";

test("a conversation stays where its prompt cache is warm, per tenant, until the cache has gone cold", async () => {
  const clock = manualClock();
  const usage = {
    inputTokens: { noCache: 50_000, cacheRead: 0, cacheWrite: 0 },
    outputTokens: { text: 10, reasoning: 0 },
  };
  const priced = (id: string, factor: number) => {
    const price = { ...testPrice(id), inputUsdPerMillion: factor, cacheReadUsdPerMillion: factor / 10 };
    return replyingModel(id, [answer("fine", { usage })], { price });
  };
  const router = createRouter({
    tiers: { small: priced("s", 1), large: priced("l", 2) },
    policy: stickyPolicy(
      thresholdPolicy({
        ladder: [
          { tier: "small", minConfidence: 0 },
          { tier: "large", minConfidence: 0 },
        ],
        signal: "complexity",
        startAt: [0.3],
      }),
    ),
    clock,
  });
  const ask = async (prompt: string, tenant: string) => (await router.run({ prompt, conversation: "c1", tenant })).tier;
  expect(await ask(hard, "a")).toBe("large");
  expect(await ask("Thanks!", "a")).toBe("large");
  expect(await ask("Thanks!", "b")).toBe("small");
  await clock.advance(300_000);
  expect(await ask("Thanks!", "a")).toBe("small");
});

test("a turn of unknown usage holds no conversation back", async () => {
  const priced = (id: string, usage: Usage | null) =>
    replyingModel(id, [answer("fine", { usage })], { price: { ...testPrice(id), cacheReadUsdPerMillion: 0.1 } });
  const router = createRouter({
    tiers: { small: priced("s", null), large: priced("l", null) },
    policy: stickyPolicy(
      thresholdPolicy({
        ladder: [
          { tier: "small", minConfidence: 0 },
          { tier: "large", minConfidence: 0 },
        ],
        signal: "complexity",
        startAt: [0.3],
      }),
    ),
  });
  expect((await router.run({ prompt: hard, conversation: "c" })).tier).toBe("large");
  expect((await router.run({ prompt: "Thanks!", conversation: "c" })).tier).toBe("small");
});
