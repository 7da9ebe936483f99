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

  test("does not hold an outcome back while its source waits for the next request", async () => {
    let release = (): void => undefined;
    async function* source(): AsyncGenerator<RunRequest> {
      yield { prompt: "1" };
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      yield { prompt: "2" };
    }
    const router = createRouter({ tiers: { only: replyingModel("m", ["fine"]) }, policy: fixedPolicy("only") });
    const iterator = router.batch(source())[Symbol.asyncIterator]();
    expect((await iterator.next()).value).toMatchObject({ index: 0, progress: { done: 1, total: null } });
    const second = iterator.next();
    await expect.poll(() => release()).toBeUndefined();
    expect((await second).value).toMatchObject({ index: 1 });
    expect((await iterator.next()).done).toBe(true);
  });

  test("an abort while the source waits ends it", async () => {
    const caller = new AbortController();
    async function* source(): AsyncGenerator<RunRequest> {
      yield { prompt: "1" };
      await new Promise(() => undefined);
    }
    const router = createRouter({ tiers: { only: replyingModel("m", ["fine"]) }, policy: fixedPolicy("only") });
    const seen: number[] = [];
    for await (const { index } of router.batch(source(), { signal: caller.signal })) {
      seen.push(index);
      setImmediate(() => caller.abort());
    }
    expect(seen).toEqual([0]);
  });

  test("what its source throws reaches the reader, once what had ended is read", async () => {
    async function* source(): AsyncGenerator<RunRequest> {
      yield { prompt: "1" };
      throw new Error("the file is cut");
    }
    const model = replyingModel("m", ["fine"]);
    const router = createRouter({ tiers: { only: model }, policy: fixedPolicy("only") });
    const read = async () => {
      for await (const _ of router.batch(source()));
    };
    await expect(read()).rejects.toThrow("the file is cut");
  });

  test.each([0, 2.5, Number.NaN])("refuses %d at once", async (concurrency) => {
    const router = createRouter({ tiers: { only: replyingModel("m", ["fine"]) }, policy: fixedPolicy("only") });
    const first = router.batch([], { concurrency })[Symbol.asyncIterator]().next();
    await expect(first).rejects.toThrow('field "concurrency": expected a whole number of at least 1');
  });
});
