import { describe, expect, test } from "vitest";
import { fixedPolicy } from "../../src/policy/index.ts";
import { createRouter, type RunRequest } from "../../src/workflow/index.ts";
import { answer, replyingModel, untilAborted } from "../support/replying-model.ts";

/** A model whose answers come in the order in which they are let go. */
function heldModel() {
  const held = new Map<string, () => void>();
  const model = replyingModel("m", [
    async (request) => {
      const prompt = String(request.messages[0]!.content);
      await new Promise<void>((resolve) => held.set(prompt, resolve));
      return answer(prompt);
    },
  ]);
  return { model, held };
}

describe("router.batch", () => {
  test("gives outcomes back as they end, with progress", async () => {
    const { model, held } = heldModel();
    const router = createRouter({ tiers: { only: model }, policy: fixedPolicy("only") });
    const seen: unknown[] = [];
    const order = ["b", "c", "a"];
    const iterator = router.batch(["a", "b", "c"].map((prompt) => ({ prompt })))[Symbol.asyncIterator]();
    for (const prompt of order) {
      const next = iterator.next();
      await expect.poll(() => held.has(prompt)).toBe(true);
      held.get(prompt)!();
      const { value } = await next;
      seen.push([value.index, value.request.prompt, value.outcome.value, value.progress]);
    }
    expect((await iterator.next()).done).toBe(true);
    expect(seen).toEqual([
      [1, "b", "b", { done: 1, total: 3 }],
      [2, "c", "c", { done: 2, total: 3 }],
      [0, "a", "a", { done: 3, total: 3 }],
    ]);
  });

  test("takes requests from their source only as places are free, and says when it cannot tell how many there are", async () => {
    let taken = 0;
    async function* source(): AsyncGenerator<RunRequest> {
      for (; taken < 1_000; ) yield { prompt: `${taken++}` };
    }
    const router = createRouter({ tiers: { only: replyingModel("m", ["fine"]) }, policy: fixedPolicy("only") });
    for await (const { progress } of router.batch(source(), { concurrency: 3 })) {
      expect(progress).toEqual({ done: 1, total: null });
      break;
    }
    expect(taken).toBe(3);
  });

  test("an unsound request is an item of its own and stops nothing", async () => {
    const router = createRouter({ tiers: { only: replyingModel("m", ["fine"]) }, policy: fixedPolicy("only") });
    const items = [];
    for await (const item of router.batch([{ prompt: "" }, { prompt: "Where?" }])) items.push(item);
    expect(items.map(({ index, error, outcome }) => [index, String(error ?? outcome?.status)]).sort()).toEqual([
      [0, 'InputError: field "prompt": expected the user\'s text, got ""'],
      [1, "accepted"],
    ]);
  });

  test("an abort cancels what is under way and begins nothing more", async () => {
    const caller = new AbortController();
    const model = replyingModel("m", [untilAborted]);
    const router = createRouter({ tiers: { only: model }, policy: fixedPolicy("only") });
    const statuses: (string | undefined)[] = [];
    const requests = Array.from({ length: 10 }, (_, index) => ({ prompt: `${index}` }));
    const batch = router.batch(requests, { concurrency: 2, signal: caller.signal });
    setImmediate(() => caller.abort());
    for await (const { outcome } of batch) statuses.push(outcome?.status);
    expect([statuses, model.requests.length]).toEqual([["cancelled", "cancelled"], 2]);
  });

  test("a reader that leaves cancels what is under way", async () => {
    const slow = replyingModel("m", ["fine", untilAborted]);
    const router = createRouter({ tiers: { only: slow }, policy: fixedPolicy("only") });
    const ended: string[] = [];
    router.on("outcome", ({ status }) => ended.push(status));
    for await (const _ of router.batch([{ prompt: "1" }, { prompt: "2" }], { concurrency: 2 })) break;
    await expect.poll(() => ended).toEqual(["accepted", "cancelled"]);
  });
});
