import { describe, expect, test } from "vitest";
import { z } from "zod";
import { fixedPolicy } from "../../../src/policy/index.ts";
import { createRouter } from "../../../src/workflow/index.ts";
import { ladderOf, trace } from "../../support/ladders.ts";
import { answer, replyingModel } from "../../support/replying-model.ts";

const schema = z.object({ city: z.string().min(1) });
const right = '{"city":"Riga"}';
const cut = answer('{"city":"Ri', { finishReason: "length" });

describe("repair", () => {
  test("needs no call for JSON in a fence or after prose", async () => {
    const only = replyingModel("m", [`Sure!\n\`\`\`json\n${right}\n\`\`\``]);
    const router = createRouter({ schema, tiers: { only }, policy: fixedPolicy("only") });
    const outcome = await router.run({ prompt: "Where?" });
    expect(trace(outcome)).toEqual(["only first: accepted"]);
    expect(outcome.value).toEqual({ city: "Riga" });
  });

  test("is right on the third answer where two repairs are allowed", async () => {
    const only = replyingModel("m", ['{"city":""}', '{"city":""}', right]);
    const router = createRouter({ schema, tiers: { only }, policy: fixedPolicy("only"), maxRepairs: 2 });
    const outcome = await router.run({ prompt: "Where?" });
    expect(trace(outcome)).toEqual(["only first: wrong-schema", "only repair: wrong-schema", "only repair: accepted"]);
  });

  test("of an answer that ran into its limit asks anew with a higher one, as far as the model goes", async () => {
    const only = replyingModel("m", [cut, right], { maxOutputTokens: 300 });
    const router = createRouter({
      schema,
      tiers: { only },
      policy: fixedPolicy("only"),
      limits: { maxOutputTokens: 100 },
    });
    expect(trace(await router.run({ prompt: "Where?" }))).toEqual(["only first: truncated", "only repair: accepted"]);
    expect(only.requests.map(({ maxOutputTokens }) => maxOutputTokens)).toEqual([100, 300]);
    expect(only.requests[1]?.messages).toEqual(only.requests[0]?.messages);
  });

  test("where nobody set a limit, takes the one that was run into", async () => {
    const only = replyingModel("m", [cut, right], { maxOutputTokens: 1_000 });
    const router = createRouter({ schema, tiers: { only }, policy: fixedPolicy("only") });
    await router.run({ prompt: "Where?" });
    expect(only.requests.map(({ maxOutputTokens }) => maxOutputTokens)).toEqual([undefined, 20]);
  });

  test("is no use where the model cannot write more: the next tier is asked", async () => {
    const small = replyingModel("s", [cut], { maxOutputTokens: 100 });
    const router = createRouter({
      schema,
      tiers: { small, large: replyingModel("l", [right]) },
      policy: ladderOf(["small", "large"]),
      limits: { maxOutputTokens: 100 },
    });
    expect(trace(await router.run({ prompt: "Where?" }))).toEqual(["small first: truncated", "large first: accepted"]);
  });

  test("tells the broken rule's own words", async () => {
    const rule = {
      name: "known-city",
      check: ({ city }: { city: string }) =>
        city === "Riga" ? [] : [{ path: ["city"], expected: "a city with a branch of ours", value: city }],
    };
    const only = replyingModel("m", ['{"city":"Atlantis"}', right]);
    const router = createRouter({ schema, rules: [rule], tiers: { only }, policy: fixedPolicy("only") });
    expect(trace(await router.run({ prompt: "Where?" }))).toEqual(["only first: rule-broken", "only repair: accepted"]);
    expect(only.requests[1]?.messages.at(-1)?.content).toContain(
      '- city: expected a city with a branch of ours, got "Atlantis"',
    );
  });
});

describe("what the model is told to write", () => {
  test("is the schema's input side as JSON schema, or what the caller says", async () => {
    const only = replyingModel("m", ['{"size":"4"}']);
    const sized = z.object({ size: z.string().transform(Number) });
    const router = createRouter({ schema: sized, tiers: { only }, policy: fixedPolicy("only") });
    expect((await router.run({ prompt: "How big?" })).value).toEqual({ size: 4 });
    expect(only.requests[0]?.schema).toMatchObject({ type: "object", properties: { size: { type: "string" } } });
    const jsonSchema = { type: "object" };
    await createRouter({ schema: sized, jsonSchema, tiers: { only }, policy: fixedPolicy("only") }).run({
      prompt: "?",
    });
    expect(only.requests[1]?.schema).toBe(jsonSchema);
  });
});

test("an issue whose value has no JSON is told all the same, and loses no answer that was paid for", async () => {
  const loop: { self?: unknown } = {};
  loop.self = loop;
  const rule = {
    name: "never",
    check: () => [
      { path: ["amount"], expected: "less", value: 12n },
      { path: ["loop"], expected: "none", value: loop },
    ],
  };
  const only = replyingModel("m", ["fine"]);
  const outcome = await createRouter({ tiers: { only }, policy: fixedPolicy("only"), rules: [rule] }).run({
    prompt: "Where?",
  });
  expect(outcome).toMatchObject({ status: "review", costNanoUsd: 40_000 });
  expect(String(only.requests[1]?.messages.at(-1)?.content)).toContain("- amount: expected less, got 12");
});
