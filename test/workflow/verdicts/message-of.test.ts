import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { fixedPolicy } from "../../../src/policy/index.ts";
import { createRouter } from "../../../src/workflow/index.ts";
import { messageOf } from "../../../src/workflow/verdicts/message-of.ts";
import { replyingModel } from "../../support/replying-model.ts";

const secret = "sk-proj-abcdefghijklmnop1234567890";

describe("messageOf", () => {
  test.each([
    `401 Incorrect API key provided: ${secret}`,
    `failed with header Authorization: Bearer ${secret}`,
    `GET https://user:${secret}@example.com failed`,
    `{"api_key":"${secret}"}`,
    `token=${secret}&retry=1`,
  ])("hides the key in %j", (message) => {
    const shown = messageOf(new Error(message));
    expect(shown).not.toContain(secret);
    expect(shown).toContain("[hidden]");
  });

  test("keeps ordinary words, and not too many of them", () => {
    expect(messageOf(new Error("database is down"))).toBe("database is down");
    expect(messageOf("x".repeat(10_000))).toHaveLength(501);
  });
});

test("a key in an error, a client or a hook shows in no outcome, event or picture of the router", async () => {
  const seen: unknown[] = [];
  const model = {
    ...replyingModel("m", [new Error(`Incorrect API key provided: ${secret}`)]),
    client: { apiKey: secret },
  };
  const router = createRouter({ tiers: { only: model }, policy: fixedPolicy("only") });
  for (const name of ["attempt-start", "attempt-end", "verdict", "escalate", "outcome"] as const) {
    router.on(name, (event) => seen.push(event));
  }
  seen.push(await router.run({ prompt: "Where are you?" }), router);
  expect(seen).toHaveLength(6);
  expect(inspect(seen, { depth: 20, showHidden: true })).not.toContain(secret);
  expect(JSON.stringify(seen)).not.toContain(secret);
});
