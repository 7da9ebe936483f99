import { describe, expect, test } from "vitest";
import { fixedPolicy } from "../../src/policy/index.ts";
import { createRouter, type RouterEvents } from "../../src/workflow/index.ts";
import { ladderOf } from "../support/ladders.ts";
import { replyingModel } from "../support/replying-model.ts";

describe("events", () => {
  test("tell the life of a request in order, without a word of prompt or answer", async () => {
    const router = createRouter({
      tiers: { small: replyingModel("s", [""]), large: replyingModel("l", ["a secret answer"]) },
      policy: ladderOf(["small", "large"]),
      maxRepairs: 0,
    });
    const seen: [string, object][] = [];
    const names = ["attempt-start", "attempt-end", "verdict", "escalate"] as const;
    for (const name of names) router.on(name, (event) => seen.push([name, event]));
    const { id } = await router.run({ prompt: "a secret question" });
    expect(seen.map(([name]) => name)).toEqual([
      "attempt-start",
      "attempt-end",
      "verdict",
      "escalate",
      "attempt-start",
      "attempt-end",
      "verdict",
    ]);
    expect(seen[1]?.[1]).toMatchObject({
      requestId: id,
      tier: "small",
      model: "s",
      kind: "first",
      costNanoUsd: 20_000,
    });
    expect(seen[2]?.[1]).toMatchObject({ verdict: "empty" });
    expect(JSON.stringify(seen)).not.toContain("secret");
  });

  test("stop when they are no longer wanted", async () => {
    const router = createRouter({ tiers: { only: replyingModel("m", ["x"]) }, policy: fixedPolicy("only") });
    const seen: string[] = [];
    const stop = router.on("outcome", ({ status }) => seen.push(status));
    await router.run({ prompt: "Where?" });
    stop();
    await router.run({ prompt: "Where?" });
    expect(seen).toEqual(["accepted"]);
  });

  test.each<[string, () => unknown]>([
    [
      "throws",
      () => {
        throw new Error("listener broke");
      },
    ],
    ["rejects later", () => Promise.reject(new Error("listener broke"))],
  ])("a listener that %s does not reach the request", async (_, listener) => {
    const router = createRouter({ tiers: { only: replyingModel("m", ["x"]) }, policy: fixedPolicy("only") });
    const warnings: string[] = [];
    const onWarning = ({ message }: Error): void => void warnings.push(message);
    process.on("warning", onWarning);
    const names: (keyof RouterEvents)[] = ["attempt-start", "attempt-end", "verdict", "outcome"];
    for (const name of names) router.on(name, listener);
    expect(await router.run({ prompt: "Where?" })).toMatchObject({ status: "accepted" });
    await expect.poll(() => warnings).toHaveLength(4);
    process.off("warning", onWarning);
    expect(warnings[0]).toBe("attempt-start threw: listener broke");
  });
});
