import { describe, expect, test } from "vitest";
import { fixedPolicy } from "../../src/policy/index.ts";
import { createRouter, type Hooks } from "../../src/workflow/index.ts";
import { trace } from "../support/ladders.ts";
import { answer, replyingModel } from "../support/replying-model.ts";

function routerWith(hooks: Hooks<string, unknown>) {
  const model = replyingModel("m", ["fine"]);
  return { model, router: createRouter({ tiers: { only: model }, policy: fixedPolicy("only"), hooks }) };
}

describe("hooks", () => {
  test("stand around a call, the first outermost, and may change what goes in and comes out", async () => {
    const order: string[] = [];
    const { model, router } = routerWith({
      call: [
        async (call, next) => {
          order.push(`out ${call.tier} ${call.kind}`);
          const result = await next(call);
          order.push("back");
          return { ...result, text: result.text.toUpperCase() };
        },
        async (call, next) => {
          order.push("in");
          return next({ ...call, request: { ...call.request, maxOutputTokens: 7 } });
        },
      ],
    });
    expect(await router.run({ prompt: "Where?" })).toMatchObject({ value: "FINE", costNanoUsd: 20_000 });
    expect(order).toEqual(["out only first", "in", "back"]);
    expect(model.requests[0]?.maxOutputTokens).toBe(7);
  });

  test("may answer without the model, at the cost that they say", async () => {
    const { model, router } = routerWith({ call: [async () => answer("by hand")] });
    expect(await router.run({ prompt: "Where?" })).toMatchObject({ value: "by hand", costNanoUsd: 20_000 });
    expect(model.requests).toHaveLength(0);
  });

  test("that throw around a call are failed attempts that cost nothing", async () => {
    const { router } = routerWith({ call: [() => Promise.reject(new Error("no tracing"))] });
    const outcome = await router.run({ prompt: "Where?" });
    expect(trace(outcome)).toEqual(["only first: transport"]);
    expect(outcome).toMatchObject({ status: "review", costNanoUsd: 0 });
  });

  test("cannot pay twice for one attempt", async () => {
    const { model, router } = routerWith({
      call: [
        async (call, next) => {
          await next(call);
          return next(call);
        },
      ],
    });
    const outcome = await router.run({ prompt: "Where?" });
    expect(outcome.attempts[0]?.verdict).toMatchObject({
      issues: [{ value: expect.stringContaining("next() twice") }],
    });
    expect(outcome).toMatchObject({ costNanoUsd: null });
    expect(model.requests).toHaveLength(1);
  });

  test("stand around a request: what they throw reaches the caller", async () => {
    const { router } = routerWith({
      run: [
        async (request, next) => {
          if (request.prompt === "forbidden") throw new Error("not here");
          return next({ ...request, system: "Be brief." });
        },
      ],
    });
    expect(await router.run({ prompt: "Where?" })).toMatchObject({ status: "accepted" });
    await expect(router.run({ prompt: "forbidden" })).rejects.toThrow("not here");
  });
});
