import { describe, expect, test } from "vitest";
import { z } from "zod";
import { memoryLedger } from "../../src/ledger/index.ts";
import { fixedPolicy } from "../../src/policy/index.ts";
import { createRouter } from "../../src/workflow/index.ts";
import { scriptedModel } from "../support/scripted-model.ts";

async function ledgerWith(...answers: string[]) {
  const ledger = memoryLedger();
  const router = createRouter({
    schema: z.object({ ok: z.boolean() }),
    tiers: { only: scriptedModel("m", answers) },
    policy: fixedPolicy("only"),
    maxRepairs: 0,
    onOutcome: ledger.record,
  });
  for (const _ of answers) await router.run({ prompt: "Is it so?" });
  return ledger;
}

describe("memoryLedger", () => {
  test("keeps outcomes in order, success unknown until somebody says", async () => {
    const ledger = await ledgerWith('{"ok":true}', "no");
    expect(ledger.entries().map(({ outcome }) => outcome.status)).toEqual(["accepted", "review"]);
    expect(ledger.entries().map(({ feedback }) => feedback)).toEqual([undefined, undefined]);
  });

  test("a review waits until feedback comes, and later feedback replaces earlier", async () => {
    const ledger = await ledgerWith("no");
    const [waiting] = ledger.pendingReviews();
    ledger.feedback(waiting!.id, { success: false });
    ledger.feedback(waiting!.id, { success: true, correction: { ok: true } });
    expect(ledger.pendingReviews()).toEqual([]);
    expect(ledger.entries()[0]?.feedback).toEqual({ success: true, correction: { ok: true } });
  });

  test("refuses feedback for an outcome that it never saw", async () => {
    const ledger = await ledgerWith("no");
    expect(() => ledger.feedback("other", { success: true })).toThrow(
      'field "outcomeId": no outcome "other" was recorded here',
    );
  });
});
