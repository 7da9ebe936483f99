import { describe, expect, test } from "vitest";
import { fixedPolicy } from "../../src/policy/index.ts";
import { createRouter, spendGuard } from "../../src/workflow/index.ts";
import { replyingModel } from "../support/replying-model.ts";

const options = { tiers: { only: replyingModel("m", ["fine"]) }, policy: fixedPolicy("only") };

describe("a programmer's mistake names the field, what was expected and the fix", () => {
  test.each<[object, string]>([
    [
      { prompt: "a", messages: [{ role: "user", content: "a" }] },
      'field "messages": expected either a prompt or messages, got both; leave one out',
    ],
    [undefined as never, 'field "request": expected a request, for instance { prompt: "…" }, got nothing'],
    [{ messages: [{ role: "user", content: "a" }, null] }, 'field "messages.1": expected a message'],
    [{ messages: [{ role: "user" }] }, 'field "messages.0.content": expected text or a list of parts, got nothing'],
    [{}, 'field "prompt": expected the user\'s text, got nothing'],
    [{ messages: [] }, 'field "messages": expected a list with at least one user message, got []'],
    [
      {
        messages: [
          { role: "user", content: "a" },
          { role: "bot", content: "b" },
        ],
      },
      'field "messages.1.role": expected one of system, user, assistant, tool, got "bot"',
    ],
    [{ prompt: "a", risk: "extreme" }, 'field "risk": expected low, normal or high, got "extreme"'],
    [
      { prompt: "a", budgetUsd: -1 },
      'field "budgetUsd": expected an amount in US dollars, got -1; leave it out for no limit',
    ],
    [{ prompt: "a", maxOutputTokens: 0 }, 'field "maxOutputTokens": expected at least 1, got 0'],
    [{ prompt: "a", deadlineMs: 0 }, 'field "deadlineMs": expected milliseconds above 0, got 0'],
    [
      {
        prompt: "a",
        tools: [
          { name: "t", parameters: {} },
          { name: "t", parameters: {} },
        ],
      },
      'field "tools": expected tools with names of their own, got two called t',
    ],
  ])("request %j", async (request, message) => {
    await expect(createRouter(options).run(request as never)).rejects.toThrow(message);
  });

  test.each<[object, string]>([
    [{ maxRepairs: -1 }, 'field "maxRepairs": expected a whole number of at least 0, got -1'],
    [{ retry: { maxRetries: 1.5 } }, 'field "retry.maxRetries": expected a whole number'],
    [
      { limits: { concurrency: 0 } },
      'field "limits.concurrency": expected a whole number of at least 1, got 0; leave it out for the default',
    ],
    [{ limits: { concurrency: 2.5 } }, 'field "limits.concurrency": expected a whole number of at least 1, got 2.5'],
    [{ retry: { baseDelayMs: -5 } }, 'field "retry.baseDelayMs": expected milliseconds of at least 0, got -5'],
    [{ retry: { baseDelayMs: "1s" } }, 'field "retry.baseDelayMs": expected milliseconds of at least 0, got "1s"'],
    [{ breaker: { failures: 0 } }, 'field "breaker.failures": expected a whole number of at least 1, got 0'],
    [{ tiers: undefined }, 'field "tiers": expected a model by tier name'],
    [{ policy: undefined }, 'field "policy": expected a policy'],
    [{ policy: fixedPolicy("constructor") }, "the policy may ask for constructor, but the tiers with a model are only"],
    [
      { policy: { ...fixedPolicy("only"), rungsFrom: () => [{ tier: "ghost", minConfidence: 0 }] } },
      "the policy may ask for ghost, but the tiers with a model are only",
    ],
  ])("options %j", (wrong, message) => {
    expect(() => createRouter({ ...options, ...wrong })).toThrow(message);
  });

  test("a guard's limit is an amount", () => {
    expect(() => spendGuard({ limitUsd: Number.NaN })).toThrow('field "limitUsd": expected an amount in US dollars');
  });

  test("a schema that cannot be written as JSON schema says what to do", () => {
    const schema = {
      "~standard": {
        version: 1 as const,
        vendor: "v",
        validate: (value: unknown) => ({ value }),
        jsonSchema: {
          input: () => {
            throw new Error("no");
          },
        },
      },
    };
    expect(() => createRouter({ ...options, schema })).toThrow(
      'field "schema": the schema cannot be written as JSON schema; pass',
    );
  });
});
