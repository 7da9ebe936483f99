import { describe, expect, test } from "vitest";
import { z } from "zod";
import { fixedPolicy, thresholdPolicy } from "../../../src/policy/index.ts";
import { answerCache, createRouter, type RunRequest } from "../../../src/workflow/index.ts";
import { ladderOf } from "../../support/ladders.ts";
import { manualClock } from "../../support/manual-clock.ts";
import { answer, callError, type Reply, replyingModel, untilAborted } from "../../support/replying-model.ts";

function cached(replies: readonly Reply[], clock = manualClock()) {
  const model = replyingModel("m", replies);
  const cache = answerCache({ clock, maxAgeMs: 1_000, maxEntries: 10 });
  return {
    clock,
    cache,
    model,
    router: createRouter({ tiers: { only: model }, policy: fixedPolicy("only"), cache, clock }),
  };
}

describe("the answer cache", () => {
  test("answers an identical request for nothing, and says so", async () => {
    const { model, router } = cached(["Riga"]);
    expect(await router.run({ prompt: "Where?" })).toMatchObject({ cache: "miss", costNanoUsd: 20_000 });
    expect(await router.run({ prompt: "Where?" })).toMatchObject({
      status: "accepted",
      value: "Riga",
      tier: "only",
      cache: "hit",
      attempts: [],
      costNanoUsd: 0,
      spend: { leastNanoUsd: 0, mostNanoUsd: 0 },
      reason: "answered before, from the cache",
    });
    expect(model.requests).toHaveLength(1);
  });

  test.each<[string, Partial<RunRequest>, Partial<RunRequest>]>([
    ["tenants", { tenant: "a" }, { tenant: "b" }],
    ["a tenant and none", { tenant: "a" }, {}],
    ["instructions", { system: "Be brief." }, { system: "Be long." }],
    ["contexts", { context: { customer: 1 } }, { context: { customer: 2 } }],
    ["risks", { risk: "low" }, { risk: "high" }],
    ["contexts that cannot be told apart", { context: new Map([[1, 1]]) }, { context: new Map([[1, 2]]) }],
    ["requests that want none of it", { useCache: false }, { useCache: false }],
  ])("is not shared between %s", async (_, one, other) => {
    const { model, router } = cached(["Riga"]);
    await router.run({ prompt: "Where?", ...one } as RunRequest);
    await router.run({ prompt: "Where?", ...other } as RunRequest);
    expect(model.requests).toHaveLength(2);
  });

  test("is not shared between permission labels, policies, models or schemas", async () => {
    const cache = answerCache();
    const model = replyingModel("m", ['{"a":"1"}'], { version: "1" });
    const ask = (label: string, startAt: number, id = "m", schema = z.object({ a: z.string() })) =>
      createRouter({
        schema,
        cache,
        tiers: { small: { ...model, id }, large: model },
        policy: thresholdPolicy({
          ladder: [
            { tier: "small", minConfidence: 0 },
            { tier: "large", minConfidence: 0 },
          ],
          signal: "complexity",
          startAt: [startAt],
        }),
        retrieve: async () => [{ id: "d", text: "same", labels: [label] }],
      }).run({ prompt: "Where?", principal: { id: "p", labels: ["x", "y"] } });
    await ask("x", 2);
    expect((await ask("x", 2)).cache).toBe("hit");
    for (const outcome of [
      ask("y", 2),
      ask("x", 3),
      ask("x", 2, "n"),
      ask("x", 2, "m", z.object({ a: z.string().min(1) })),
    ]) {
      expect((await outcome).cache).toBe("miss");
    }
  });

  test("holds a kept answer against the rules of now", async () => {
    let allowed = "Riga";
    const model = replyingModel("m", ["Riga", "Oslo"]);
    const rule = {
      name: "allowed",
      check: (city: string) => (city === allowed ? [] : [{ path: [], expected: allowed, value: city }]),
    };
    const router = createRouter({
      rules: [rule],
      tiers: { only: model },
      policy: fixedPolicy("only"),
      cache: answerCache(),
    });
    await router.run({ prompt: "Where?" });
    allowed = "Oslo";
    expect(await router.run({ prompt: "Where?" })).toMatchObject({ cache: "miss", value: "Oslo" });
  });

  test("gives every caller a value of its own", async () => {
    const model = replyingModel("m", ['{"a":["1"]}']);
    const schema = z.object({ a: z.array(z.string()) });
    const router = createRouter({ schema, tiers: { only: model }, policy: fixedPolicy("only"), cache: answerCache() });
    (await router.run({ prompt: "Where?" })).value!.a.push("spoiled");
    expect((await router.run({ prompt: "Where?" })).value).toEqual({ a: ["1"] });
  });

  test("forgets after a while, and never keeps what did not pass", async () => {
    const { clock, model, router } = cached(["", "", "Riga"]);
    expect(await router.run({ prompt: "Where?" })).toMatchObject({ status: "review" });
    expect(await router.run({ prompt: "Where?" })).toMatchObject({ status: "accepted", cache: "miss" });
    await clock.advance(1_000);
    expect(await router.run({ prompt: "Where?" })).toMatchObject({ cache: "miss" });
    expect(model.requests).toHaveLength(4);
  });
});

describe("identical requests under way at once", () => {
  test("are one call, paid once", async () => {
    const { model, router } = cached(["Riga"]);
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => router.run({ prompt: "Where?" })));
    expect(outcomes.map(({ cache, costNanoUsd }) => [cache, costNanoUsd])).toEqual([
      ["miss", 20_000],
      ...Array(4).fill(["shared", 0]),
    ]);
    expect(model.requests).toHaveLength(1);
  });

  test("go on without one that failed or was cancelled, each by its own means", async () => {
    const { clock, cache, model, router } = cached([untilAborted, "Riga"]);
    const caller = new AbortController();
    const first = router.run({ prompt: "Where?", signal: caller.signal });
    const others = [router.run({ prompt: "Where?" }), router.run({ prompt: "Where?" })];
    await clock.advance(0);
    expect(model.requests).toHaveLength(1);
    caller.abort();
    expect((await first).status).toBe("cancelled");
    expect((await Promise.all(others)).map((outcome) => outcome.cache)).toEqual(["miss", "shared"]);
    expect([model.requests.length, cache.flights.size]).toEqual([2, 0]);
  });

  test("wait no longer than their own deadline", async () => {
    const { clock, cache, router } = cached([untilAborted]);
    const caller = new AbortController();
    const first = router.run({ prompt: "Where?", signal: caller.signal });
    const hurried = router.run({ prompt: "Where?", deadlineMs: 100 });
    await clock.advance(300);
    expect(await hurried).toMatchObject({ status: "failed", failure: { kind: "deadline" }, costNanoUsd: 0 });
    caller.abort();
    await first;
    expect([cache.flights.size, clock.pending]).toEqual([0, 0]);
  });

  test("climb the ladder together", async () => {
    const small = replyingModel("s", [callError("quota")]);
    const large = replyingModel("l", [answer("Riga")]);
    const router = createRouter({
      tiers: { small, large },
      policy: ladderOf(["small", "large"]),
      cache: answerCache(),
    });
    const outcomes = await Promise.all([router.run({ prompt: "Where?" }), router.run({ prompt: "Where?" })]);
    expect(outcomes.map(({ tier, cache }) => [tier, cache])).toEqual([
      ["large", "miss"],
      ["large", "shared"],
    ]);
  });

  test("that come to nothing are not asked one after the other", async () => {
    const clock = manualClock();
    const held: (() => void)[] = [];
    const { model, router } = cached(
      [
        async () => {
          await new Promise<void>((resolve) => held.push(resolve));
          return answer("");
        },
      ],
      clock,
    );
    const running = Array.from({ length: 20 }, () => router.run({ prompt: "Where?" }));
    await clock.advance(0);
    expect(held).toHaveLength(1);
    const letGo = () => {
      for (const resolve of held.splice(0)) resolve();
    };
    letGo();
    await clock.advance(0);
    letGo(); // the repair of the first
    await clock.advance(0);
    expect(held).toHaveLength(19);
    for (let round = 0; round < 2; round++) {
      letGo();
      await clock.advance(0);
    }
    expect((await Promise.all(running)).map(({ status }) => status)).toEqual(Array(20).fill("review"));
    expect(model.requests).toHaveLength(40);
  });
});

describe("a cache shared by routers", () => {
  const ask = (version: string | undefined, cache = answerCache()) => {
    const make = (own: string | undefined) =>
      createRouter({
        tiers: { only: replyingModel("m", ["Riga"], own === undefined ? {} : { version: own }) },
        policy: fixedPolicy("only"),
        cache,
      });
    return { first: make(version), other: make };
  };

  test("tells tiers of one name apart by their parameters", async () => {
    const { first, other } = ask("cold");
    await first.run({ prompt: "Where?" });
    expect((await other("cold").run({ prompt: "Where?" })).cache).toBe("hit");
    expect((await other("hot").run({ prompt: "Where?" })).cache).toBe("miss");
  });

  test("shares nothing of a model without a version", async () => {
    const { first, other } = ask(undefined);
    await first.run({ prompt: "Where?" });
    expect((await first.run({ prompt: "Where?" })).cache).toBe("hit");
    expect((await other(undefined).run({ prompt: "Where?" })).cache).toBe("miss");
  });
});
