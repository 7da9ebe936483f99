import { describe, expect, test } from "vitest";
import { parseAnswer } from "../../../src/workflow/verdicts/parse-answer.ts";

describe("parseAnswer", () => {
  test.each([
    ["the whole text", '{"city":"Riga"}'],
    ["a code fence", '```json\n{"city":"Riga"}\n```'],
    ["a fence without a language, with prose around it", 'Here you are:\n```\n{"city":"Riga"}\n```\nAnything else?'],
    ["an object after prose", 'The customer writes from Riga. {"city":"Riga"}'],
    ["an object before prose, braces inside its strings", '{"city":"Riga"} is what I found, not {that}'],
    ["an object beside a footnote's brackets", 'As said in [1], the answer is {"city":"Riga"}'],
  ])("finds %s", (_, text) => {
    expect(parseAnswer(text)).toEqual({ ok: true, value: { city: "Riga" } });
  });

  test("brackets and quotes inside strings do not end a value", () => {
    expect(parseAnswer('So: {"note":"a \\" } ] quote"}')).toEqual({ ok: true, value: { note: 'a " } ] quote' } });
    expect(parseAnswer("Steps: [1, 2]")).toEqual({ ok: true, value: [1, 2] });
  });

  test.each([
    ["prose", "Riga"],
    ["nearly JSON", "{city: 'Riga'}"],
    ["a value that was cut", '{"city":"Ri'],
    ["two values, of which either could be meant", 'First {"city":"Riga"}, or rather {"city":"Oslo"}'],
    ["two fenced values", '```\n{"city":"Riga"}\n```\n```\n{"city":"Oslo"}\n```'],
  ])("does not guess at %s", (_, text) => {
    expect(parseAnswer(text)).toEqual({ ok: false });
  });

  test("megabytes of opening brackets end at once", () => {
    expect(parseAnswer("[".repeat(2_000_000))).toEqual({ ok: false });
    expect(parseAnswer("```\n".repeat(500_000))).toEqual({ ok: false });
    expect(parseAnswer(`\`\`\`${"\n".repeat(500_000)}`)).toEqual({ ok: false });
  });
});
