import { describe, expect, test } from "vitest";
import { z } from "zod";
import { runTier } from "../../../src/workflow/index.ts";
import { scriptedModel } from "../../support/scripted-model.ts";

const schema = z.object({ city: z.string() });

async function run(maxRepairs: number, ...answers: string[]) {
  const model = scriptedModel("m", answers);
  const messages = [{ role: "user" as const, content: "Where?" }];
  const attempts = await runTier({
    tier: "small",
    model,
    messages,
    checks: { schema },
    context: undefined,
    maxRepairs,
  });
  return { attempts, requests: model.requests };
}

describe("runTier", () => {
  test("stops at the first answer that passes", async () => {
    const { attempts } = await run(3, '{"city":"Riga"}', "never asked");
    expect(attempts.map(({ kind, verdict }) => [kind, verdict.kind])).toEqual([["first", "accepted"]]);
  });

  test("gathers what was wrong over the repairs, and keeps every failed answer in the conversation", async () => {
    const { attempts, requests } = await run(2, "one", "two", "three", "four");
    expect(attempts.map(({ kind }) => kind)).toEqual(["first", "repair", "repair"]);
    expect(requests[2]?.messages.map(({ role }) => role)).toEqual(["user", "assistant", "user", "assistant", "user"]);
    expect(requests[2]?.repair?.issues.map(({ value }) => value)).toEqual(["one", "two"]);
  });

  test("does not repair at all when told not to", async () => {
    expect((await run(0, "one", '{"city":"Riga"}')).attempts).toHaveLength(1);
  });

  test("an empty answer is a failure of its own", async () => {
    const { attempts } = await run(0, " \n ");
    expect(attempts[0]?.verdict).toMatchObject({ kind: "empty" });
  });
});
