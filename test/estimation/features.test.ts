import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { groupNearDuplicates } from "../../src/estimation/index.ts";
import { requestText } from "../../src/estimation/request-text.ts";
import { findBoilerplate, withoutBoilerplate } from "../../src/estimation/text/boilerplate.ts";
import { ngramVector, wordPlaces } from "../../src/estimation/text/ngrams.ts";
import { structureNames, structureOf } from "../../src/estimation/text/structure.ts";
import { randomSource } from "../../src/statistics/index.ts";

const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.string({ unit: "grapheme", maxLength: 300 }),
);

function count(text: string, name: (typeof structureNames)[number]): number {
  return Math.round(Math.expm1(structureOf(text)[structureNames.indexOf(name)]!));
}

describe("n-grams", () => {
  test("each block has length 1, words come first, no place twice", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { indices, values } = ngramVector(text);
        expect(new Set(indices).size).toBe(indices.length);
        const words = indices.filter((place) => place < wordPlaces).length;
        expect(indices.subarray(0, words).every((place) => place < wordPlaces)).toBe(true);
        for (const block of [values.subarray(0, words), values.subarray(words)]) {
          const length = Math.hypot(...block);
          if (block.length > 0) expect(length).toBeCloseTo(1, 4);
        }
      }),
    );
  });

  test("a call leaves nothing behind for the next", () => {
    const once = ngramVector("a broken lamp");
    ngramVector("something else entirely, and long enough to touch many places");
    expect(ngramVector("a broken lamp")).toEqual(once);
  });

  test("case, spacing and, for characters, digits make no difference", () => {
    expect(ngramVector("Two  Lamps\n")).toEqual(ngramVector("two lamps "));
    const characters = (text: string) => [...ngramVector(text).indices].filter((place) => place >= wordPlaces);
    expect(characters("order 123")).toEqual(characters("order 987"));
  });
});

describe("structural counts", () => {
  test("are finite for any text", () => {
    fc.assert(fc.property(anyText, (text) => structureOf(text).every(Number.isFinite)));
  });

  test("count what they say", () => {
    const text = "Tom has 12 apples. He eats 3.5, then buys 1200 more; why?\nA. none\nB. Some of them\n";
    expect(count(text, "numbers")).toBe(4);
    expect(count(text, "decimals")).toBe(1);
    expect(count(text, "largestNumber")).toBe(1200);
    expect(count(text, "options")).toBe(2);
    expect(count(text, "questions")).toBe(1);
    expect(count(text, "lines")).toBe(4);
    expect(count(text, "comparisons")).toBe(1);
    expect(count(text, "negations")).toBe(1);
    expect(count(text, "characters")).toBe(text.length);
  });

  test("see the last part of a long text", () => {
    const long = "plain words and nothing else. ".repeat(40_000);
    expect(count(`${long} 77 + 5 = ?`, "numbers")).toBe(2);
    expect(count(`${long} 77 + 5 = ?`, "equals")).toBe(1);
  });

  test("signs of scripts without spaces are words", () => {
    expect(count("我的灯坏了。", "words")).toBe(5);
    expect(count("我的灯坏了。", "sentences")).toBe(1);
  });
});

describe("boilerplate", () => {
  const texts = Array.from({ length: 40 }, (_, index) => `Answer with a single letter.\nQuestion ${index}: why?`);

  test("lines that many requests share are left out", () => {
    expect(withoutBoilerplate(texts[3]!, findBoilerplate(texts))).toBe("Question 3: why?");
  });

  test("a request of nothing else is kept whole", () => {
    expect(withoutBoilerplate("Answer with a single letter.", findBoilerplate(texts))).toBe(
      "Answer with a single letter.",
    );
  });

  test("few requests have none", () => {
    expect(findBoilerplate(texts.slice(0, 5)).size).toBe(0);
  });
});

function groupCount(texts: readonly string[]): number {
  return new Set(groupNearDuplicates([texts])[0]).size;
}

function questions(count: number): string[] {
  const random = randomSource(7);
  const word = (): string => `w${random.integer(5000)}`;
  return Array.from({ length: count }, () => Array.from({ length: 18 }, word).join(" "));
}

describe("near-duplicates", () => {
  const one =
    "Weng earns twelve dollars an hour for babysitting. Yesterday she did fifty minutes of it before the parents came home from the theatre. How much did she earn?";

  test("small edits stay in one group, different requests do not", () => {
    const [groups, elsewhere] = groupNearDuplicates([
      [one, `${one} Think carefully.`, "Which planet of the solar system has the most moons today?", one],
      [one],
    ]);
    expect(groups![0]).toBe(groups![1]);
    expect(groups![0]).toBe(groups![3]);
    expect(groups![0]).not.toBe(groups![2]);
    expect(elsewhere![0]).toBe(groups![0]);
  });

  test("short texts of the same wording only group with themselves", () => {
    const texts = Array.from({ length: 200 }, (_, index) => `Is ${index} a prime number?`);
    expect(groupCount(texts)).toBeGreaterThan(150);
  });

  test.each([41, 60, 200])("a question in %i copies with a word changed is still one question", (copies) => {
    const random = randomSource(3);
    const variants = questions(20).flatMap((question) =>
      Array.from({ length: copies }, (_, copy) => {
        const words = question.split(" ");
        return words.toSpliced(random.integer(words.length + 1), 0, `word${copy}`).join(" ");
      }),
    );
    expect(groupCount(variants)).toBe(20);
  });

  test("a template around different questions, on one line with them, does not unite them", () => {
    const template =
      "Please read the question below with care, think about every step of it in turn, say nothing that you do not know, keep to at most three sentences, and give the final answer on a line of its own at the very end:";
    expect(groupCount(questions(300).map((question) => `${template} ${question}`))).toBe(300);
    const half = questions(300).map((question, index) => (index % 2 === 0 ? `${template} ${question}` : question));
    expect(groupCount(half)).toBe(300);
  });

  test("equal texts are one group, even without a word in them", () => {
    expect(groupCount(["", "", "?!", "?!"])).toBe(2);
  });
});

describe("the text of a request", () => {
  test("is what the user says last, as the complexity score reads it; images, tools and other roles are left out", () => {
    const messages = [
      { role: "system", content: "You are helpful." },
      { role: "user", content: "My lamp broke." },
      { role: "assistant", content: "Which one?" },
      {
        role: "user",
        content: [{ type: "text", text: "This one" }, { type: "image", image: "…" }, null, { type: "tool-result" }],
      },
    ];
    expect(requestText({ messages })).toBe("This one");
    expect(requestText({ messages: [messages[1], messages[1], 7, { role: "user", content: 5 }] })).toBe(
      "My lamp broke.\n\nMy lamp broke.",
    );
    expect(requestText({ prompt: "Hello", messages })).toBe("Hello");
    expect(requestText({})).toBe("");
  });
});
