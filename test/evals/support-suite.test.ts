import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { concerns } from "../../evals/support/concerns.ts";
import { actionFor, urgencyFor } from "../../evals/support/policy.ts";
import { supportSuite } from "../../evals/support/suite.ts";
import { readDevelopmentCases } from "../../scripts/embedded/development.ts";
import { allTrainingTexts, readTrainingTexts } from "../../scripts/embedded/training-texts.ts";
import { readCases } from "../../src/evaluation/index.ts";

const cases = await readCases(supportSuite, "evals/support/cases.jsonl");

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** What may not occur on both sides: the whole text, its sentences of three words or more, its runs of eight words. */
function tracesOf(text: string): string[] {
  const sentences = text
    .split(/[.!?\n]+/)
    .map(wordsOf)
    .filter((words) => words.length >= 3);
  return [wordsOf(text), ...sentences, ...runsOf(text, 8)].map((words) => words.join(" "));
}

function* runsOf(text: string, length: number): Generator<string[]> {
  const words = wordsOf(text);
  for (let start = 0; start + length <= words.length; start++) yield words.slice(start, start + length);
}

describe("the support suite", () => {
  test("holds at least 240 messages, 40 or more in each slice, over at least 40 concerns", () => {
    expect(cases.length).toBeGreaterThanOrEqual(240);
    for (const slice of supportSuite.slices) {
      expect(cases.filter(({ slices }) => slices[0] === slice).length, slice).toBeGreaterThanOrEqual(40);
    }
    expect(concerns.length).toBeGreaterThanOrEqual(40);
    for (const concern of concerns) {
      expect(
        cases.filter(({ expected }) => expected.concerns.includes(concern)).length,
        concern,
      ).toBeGreaterThanOrEqual(4);
    }
  });

  test("labels action and urgency as the shop's policy says", () => {
    for (const { id, expected } of cases) {
      expect(expected.action, id).toEqual(actionFor(expected.concerns));
      expect(expected.urgency, id).toBe(urgencyFor(expected.concerns));
    }
  });

  test("tells the lamp story", () => {
    const lamp = cases.find(({ id }) => id === "lamp");
    expect(new Set(lamp?.expected.concerns)).toEqual(
      new Set(["broken_item", "tracking_dispute", "repeated_problem", "event_deadline"]),
    );
    expect(lamp?.expected.action).toEqual({ steps: ["check_delivery"], handling: "senior_express" });
  });

  test("shares no message, no sentence and no run of eight words with any text the networks were trained or tuned on", async () => {
    const tuningTexts = (await readDevelopmentCases()).map(({ input }) => input);
    const trainingTexts = [...allTrainingTexts(readTrainingTexts()), ...tuningTexts];
    const seen = new Set(trainingTexts.flatMap(tracesOf));
    const shared = cases.filter(({ input }) => tracesOf(input).some((trace) => seen.has(trace)));
    expect(shared.map(({ id }) => id)).toEqual([]);
  });

  test("is right only when the action is right and no concern that decides it is missed or invented", () => {
    const expected = cases.find(({ id }) => id === "lamp")!.expected;
    const right = {
      ...expected,
      concerns: [...expected.concerns],
      action: { ...expected.action, steps: [...expected.action.steps] },
    };
    expect(supportSuite.isRight(right, expected)).toBe(true);
    expect(supportSuite.isRight({ ...right, concerns: [...right.concerns, "praise"] }, expected)).toBe(true);
    expect(
      supportSuite.isRight(
        { ...right, concerns: right.concerns.filter((concern) => concern !== "broken_item") },
        expected,
      ),
    ).toBe(false);
    expect(supportSuite.isRight({ ...right, concerns: [...right.concerns, "legal_threat"] }, expected)).toBe(false);
    expect(supportSuite.isRight({ ...right, action: { ...right.action, handling: "standard" } }, expected)).toBe(false);
  });
});

describe("the case file", () => {
  test("is JSON Lines without a byte order mark or carriage returns", () => {
    expect(readFileSync("evals/support/cases.jsonl", "utf8")).toMatch(/^\{/);
    expect(readFileSync("evals/support/cases.jsonl", "utf8")).not.toContain("\r");
  });
});
