import { describe, expect, test } from "vitest";
import { z } from "zod";
import { fixedPolicy, thresholdPolicy } from "../../src/policy/index.ts";
import { createRouter, type Rule } from "../../src/workflow/index.ts";
import { scriptedModel } from "../support/scripted-model.ts";

const schema = z.object({ city: z.string().min(1) });
type City = z.infer<typeof schema>;
const right = '{"city":"Riga"}';

/** small below complexity 0.9, then large; each must be at least as sure as given. */
function ladder(minConfidence = 0) {
  return thresholdPolicy({
    ladder: [
      { tier: "small", minConfidence },
      { tier: "large", minConfidence },
    ],
    signal: "complexity",
    startAt: [0.9],
  });
}

function kindsOf(outcome: {
  attempts: readonly { tier: string; kind: string; verdict: { kind: string } }[];
}): string[] {
  return outcome.attempts.map(({ tier, kind, verdict }) => `${tier} ${kind}: ${verdict.kind}`);
}

describe("createRouter", () => {
  test("accepts a valid answer of the first tier and prices it", async () => {
    const router = createRouter({
      schema,
      tiers: { small: scriptedModel("s", [right]), large: scriptedModel("l", [right]) },
      policy: ladder(),
    });
    const outcome = await router.run({ prompt: "Where are you?", system: "Answer in JSON." });
    expect(outcome).toMatchObject({
      status: "accepted",
      tier: "small",
      value: { city: "Riga" },
      costNanoUsd: 20_000,
      escalations: 0,
    });
    expect(outcome.decision).toMatchObject({ tier: "small", propensity: 1 });
  });

  test("tells the same tier what was wrong, once, then asks the next", async () => {
    const small = scriptedModel("s", ["Riga", '{"city":""}']);
    const router = createRouter({ schema, tiers: { small, large: scriptedModel("l", [right]) }, policy: ladder() });
    const outcome = await router.run({ prompt: "Where are you?" });
    expect(kindsOf(outcome)).toEqual(["small first: not-json", "small repair: wrong-schema", "large first: accepted"]);
    expect(outcome).toMatchObject({ status: "accepted", tier: "large", escalations: 1, costNanoUsd: 60_000 });
    const [, repair] = small.requests;
    expect(repair?.messages.map(({ role }) => role)).toEqual(["user", "assistant", "user"]);
    expect(repair?.messages.at(-1)?.content).toContain('answer: expected JSON, got "Riga"');
    expect(repair?.repair?.issues).toEqual([{ path: [], expected: "JSON", value: "Riga" }]);
  });

  test("holds the value against business rules, with the request's context", async () => {
    const isKnown: Rule<City, readonly string[]> = {
      name: "city-is-known",
      check: async ({ city }, known) =>
        known.includes(city) ? [] : [{ path: ["city"], expected: `one of ${known.join(", ")}`, value: city }],
    };
    const router = createRouter<City, readonly string[]>({
      schema,
      rules: [isKnown],
      tiers: { small: scriptedModel("s", ['{"city":"Atlantis"}', right]), large: scriptedModel("l", [right]) },
      policy: ladder(),
    });
    const outcome = await router.run({ prompt: "Where are you?", context: ["Riga"] });
    expect(kindsOf(outcome)).toEqual(["small first: rule-broken", "small repair: accepted"]);
    expect(outcome.attempts[0]?.verdict).toMatchObject({
      rule: "city-is-known",
      issues: [{ path: ["city"], value: "Atlantis" }],
    });
  });

  test("awaits asynchronous refinements of the schema", async () => {
    const slow = schema.refine(async ({ city }) => city === "Riga", { path: ["city"], message: "must be Riga" });
    const router = createRouter({
      schema: slow,
      tiers: { small: scriptedModel("s", ['{"city":"Oslo"}', right]), large: scriptedModel("l", [right]) },
      policy: ladder(),
    });
    const outcome = await router.run({ prompt: "Where are you?" });
    expect(kindsOf(outcome)).toEqual(["small first: wrong-schema", "small repair: accepted"]);
    expect(outcome.attempts[0]?.verdict).toMatchObject({
      issues: [{ path: ["city"], expected: "must be Riga", value: "Oslo" }],
    });
  });

  test.each([
    ["a refusal", { finishReason: "refusal", text: "I cannot." } as const, "refusal"],
    ["an answer cut off", { finishReason: "length", text: '{"city":"Ri' } as const, "truncated"],
    ["an answer that does not say it is whole", { finishReason: "other", text: right } as const, "truncated"],
  ])("escalates %s without repairing it", async (_, answer, verdict) => {
    const router = createRouter({
      schema,
      tiers: { small: scriptedModel("s", [answer]), large: scriptedModel("l", [right]) },
      policy: ladder(),
    });
    expect(kindsOf(await router.run({ prompt: "Where are you?" }))).toEqual([
      `small first: ${verdict}`,
      "large first: accepted",
    ]);
  });

  test("escalates a valid answer that is not sure enough", async () => {
    const unsure = { text: right, confidence: { overall: 0.3, labels: {} } };
    const sure = { text: right, confidence: { overall: 0.9, labels: {} } };
    const router = createRouter({
      schema,
      tiers: { small: scriptedModel("s", [unsure]), large: scriptedModel("l", [sure]) },
      policy: ladder(0.5),
    });
    expect(kindsOf(await router.run({ prompt: "Where are you?" }))).toEqual([
      "small first: low-confidence",
      "large first: accepted",
    ]);
  });

  test("ends in review with every cost kept when no tier passes, or in failure where there is no review", async () => {
    const options = {
      schema,
      tiers: { small: scriptedModel("s", ["no"]), large: scriptedModel("l", ["no"]) },
      policy: ladder(),
    };
    const reviewed = await createRouter(options).run({ prompt: "Where are you?" });
    expect(reviewed).toMatchObject({ status: "review", costNanoUsd: 80_000 });
    expect(reviewed.reason).toBe("no tier passed: small not-json, small not-json, large not-json, large not-json");
    expect(reviewed.value).toBeUndefined();
    expect(await createRouter({ ...options, review: "none" }).run({ prompt: "?" })).toMatchObject({ status: "failed" });
  });

  test("a cost with an unknown part is unknown, never zero", async () => {
    const router = createRouter({
      schema,
      tiers: { only: scriptedModel("s", [{ text: right, usage: null }]) },
      policy: fixedPolicy("only"),
    });
    expect((await router.run({ prompt: "Where are you?" })).costNanoUsd).toBeNull();
  });

  test("calls nothing more once the caller has aborted, not even to repair", async () => {
    const large = scriptedModel("l", [right]);
    const caller = new AbortController();
    const small = scriptedModel("s", ["no"]);
    const stopping = {
      ...small,
      generate: (request: Parameters<typeof small.generate>[0]) => {
        caller.abort();
        return small.generate(request);
      },
    };
    const router = createRouter({ schema, tiers: { small: stopping, large }, policy: ladder() });
    const outcome = await router.run({ prompt: "Where are you?", signal: caller.signal });
    expect(outcome).toMatchObject({ status: "cancelled", costNanoUsd: 20_000 });
    expect([small.requests.length, large.requests.length]).toEqual([1, 0]);
  });

  test("a model that throws is one failed attempt: the next tier is asked, and what was paid is kept", async () => {
    const broken = {
      ...scriptedModel("s", [right]),
      generate: async () => Promise.reject(new Error("503 overloaded")),
    };
    const router = createRouter({
      schema,
      tiers: { small: broken, large: scriptedModel("l", [right]) },
      policy: ladder(),
    });
    const outcome = await router.run({ prompt: "Where are you?" });
    expect(kindsOf(outcome)).toEqual(["small first: transport", "large first: accepted"]);
    expect(outcome.attempts[0]).toMatchObject({
      answer: null,
      costNanoUsd: null,
      verdict: { issues: [{ value: "503 overloaded" }] },
    });
    expect(outcome.costNanoUsd).toBeNull();
  });

  test("a rule that throws could not say that the answer is right", async () => {
    const rules = [{ name: "look-up", check: () => Promise.reject(new Error("database is down")) }];
    const router = createRouter({
      schema,
      rules,
      tiers: { only: scriptedModel("s", [right]) },
      policy: fixedPolicy("only"),
    });
    const outcome = await router.run({ prompt: "Where are you?" });
    expect(outcome).toMatchObject({ status: "review", costNanoUsd: 20_000 });
    expect(outcome.attempts[0]?.verdict).toMatchObject({
      kind: "check-failed",
      issues: [{ value: "database is down" }],
    });
  });

  test("a listener that throws does not reach the request", async () => {
    const onOutcome = (): void => {
      throw new Error("listener broke");
    };
    const router = createRouter({
      schema,
      tiers: { only: scriptedModel("s", [right]) },
      policy: fixedPolicy("only"),
      onOutcome,
    });
    const warned = new Promise<Error>((resolve) => process.once("warning", resolve));
    expect(await router.run({ prompt: "Where are you?" })).toMatchObject({ status: "accepted" });
    expect((await warned).message).toBe("onOutcome threw: listener broke");
  });

  test("reports every outcome", async () => {
    const seen: string[] = [];
    const router = createRouter({
      schema,
      tiers: { only: scriptedModel("s", [right]) },
      policy: fixedPolicy("only"),
      onOutcome: ({ status }) => void seen.push(status),
    });
    await router.run({ prompt: "Where are you?" });
    expect(seen).toEqual(["accepted"]);
  });

  test("a programmer's mistake throws at once, with the fix", async () => {
    expect(() => createRouter({ schema, tiers: {}, policy: ladder() })).toThrow(
      'field "tiers": the policy may ask for small, large, but the tiers with a model are none',
    );
    const tiers = { only: scriptedModel("s", [right]) };
    expect(() => createRouter({ schema, tiers, policy: ladder() })).toThrow(
      "the tiers with a model are only; add a model",
    );
    const router = createRouter({ schema, tiers, policy: fixedPolicy("only") });
    await expect(router.run({ prompt: " " })).rejects.toThrow('field "prompt": expected the user\'s text, got " "');
  });
});
