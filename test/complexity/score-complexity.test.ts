import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  explain,
  learnedEmbedder,
  scoreComplexity,
  scoreComplexityWith,
  signalMeanings,
  spellingEmbedder,
} from "../../src/complexity/index.ts";

const lamp =
  "I ordered two lamps, one arrived broken, tracking says both were delivered, this is the third thing to go wrong, and I have a dinner party on Friday.";

describe("scoreComplexity", () => {
  test("scores the lamp message above each message that states one of its concerns", () => {
    const singles = [
      "One of the lamps arrived broken.",
      "Tracking says both were delivered, but only one is here.",
      "This is the third thing to go wrong with you this month.",
      "I have a dinner party on Friday and need it by then.",
    ];
    for (const single of singles)
      expect(scoreComplexity(lamp).overlap).toBeGreaterThan(scoreComplexity(single).overlap);
  });

  test("takes one concern said five times in other words for nearly one", () => {
    const once = "The vase arrived broken.";
    const fiveTimes = `${once} It came smashed. It was shattered in the box. The vase is in pieces. It turned up cracked.`;
    const [one, five, many] = [once, fiveTimes, lamp].map((text) => scoreComplexity(text).overlap);
    expect(five! - one!).toBeLessThan((many! - one!) / 2);
  });

  test("is not moved by a sentence said twice", () => {
    const said = "The vase arrived broken and I want a refund. ";
    expect(scoreComplexity(said.repeat(2)).overlap).toBeCloseTo(scoreComplexity(said).overlap, 6);
  });

  test.each([0, 0.3, 0.7, 1])("sees a concept at %f of a long document", (place) => {
    const filler = "The lamp stands on a small round table by the piano. ".repeat(2000);
    const at = filler.indexOf(". ", Math.min(filler.length - 3, place * filler.length)) + 2;
    const planted = `${filler.slice(0, at)}My solicitor will take you to court over this. ${filler.slice(at)}`;
    expect(scoreComplexity(planted).overlap).toBeGreaterThan(scoreComplexity(filler).overlap);
    expect(scoreComplexity(planted).signals.legalTerms).toBeGreaterThan(0);
  });

  test("is finite, in 0..1 and made of its contributions, for any text", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary", maxLength: 400 }), fc.lorem({ maxCount: 60 })), (text) => {
        const { score, overlap, concepts, contributions, signals } = scoreComplexity(text);
        expect(score >= 0 && score < 1 && overlap >= 0 && overlap < 1).toBe(true);
        expect(contributions.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(score, 9);
        for (const value of Object.values(signals)) expect(Number.isFinite(value)).toBe(true);
        for (const { text: words, span, kind, weight } of concepts) {
          if (kind !== "taxonomy") expect(text.slice(...span)).toBe(words);
          expect(weight > 0 && weight <= 1).toBe(true);
        }
      }),
    );
  });

  test("reads a clause that may be on two topics as both", () => {
    const [unclear, clear] = ["The parcel never came.", "Please give me my money back."].map((text) =>
      scoreComplexity(text).concepts.filter(({ kind, weight }) => kind === "intent" && weight >= 0.2),
    );
    expect(unclear!.length).toBeGreaterThan(1);
    expect(new Set(unclear!.map(({ span }) => String(span)))).toEqual(new Set(["0,21"]));
    expect(clear).toHaveLength(1);
  });

  test("takes small talk alone for little", () => {
    const smallTalk = scoreComplexity("Good evening! I hope you are all well. Kind regards, Ann");
    expect(smallTalk.overlap).toBeLessThan(0.1);
  });

  test("keeps a word that the table lacks as a thing of its own, once", () => {
    const rare = (text: string) => scoreComplexity(text).concepts.filter(({ text: words }) => words === "zorbulates");
    expect(rare("The kettle zorbulates.")).toMatchObject([{ kind: "entity", mentions: 1 }]);
    expect(rare("The kettle zorbulates, it zorbulates.")).toMatchObject([{ kind: "entity", mentions: 2 }]);
    expect(scoreComplexity("The kettle boils.").concepts.filter(({ kind }) => kind === "entity")).toEqual([]);
  });

  test("gives nothing for nothing", () => {
    expect(scoreComplexity("")).toMatchObject({
      score: 0,
      overlap: 0,
      concepts: [],
      contributions: [],
      language: "und",
    });
  });

  test.each([
    ["one repeated letter", "a".repeat(1 << 20)],
    ["blanks", " ".repeat(1 << 20)],
    ["emoji", "😀".repeat(1 << 19)],
    ["newlines", "\n".repeat(100_000)],
    ["unbalanced brackets", "({[<".repeat(1 << 18)],
    ['"unless"', "unless ".repeat(140_000)],
    ["lone surrogates", "\ud800".repeat(1 << 20)],
    ["ideographs", "他".repeat(1 << 20)],
    ["one-letter clauses", "a.".repeat(1 << 19)],
    ["quotes", "> a\n".repeat(1 << 18)],
  ])("sees every part of a megabyte of %s", (_, text) => {
    const planted = `${text} \n. My solicitor will take you to court over this fraud.`;
    expect(scoreComplexity(planted).signals.riskTerms).toBe(1);
    expect(scoreComplexity(`The court, the fraud.\n${text}`).signals.riskTerms).toBe(1);
  });

  test("counts every cue of a long text", () => {
    expect(scoreComplexity("unless ".repeat(140_000)).signals.exceptions).toBe(140_000);
  });
});

describe("other languages and code", () => {
  test.each([
    ["de", "Ich habe den Wasserkocher nicht erhalten und möchte wissen, wo die Sendung ist."],
    ["fr", "Je vous écris pour la commande qui est arrivée cassée et je ne suis pas content."],
    ["zh", "我的包裹还没有到，请告诉我在哪里。"],
    ["ja", "注文した商品がまだ届いていません。"],
    ["ru", "Мой заказ ещё не пришёл, что мне делать?"],
    ["en", "My kettle is not here and I would like to know where it is."],
  ])("recognises %s and finds something in it", (language, text) => {
    const complexity = scoreComplexity(text);
    expect(complexity.language).toBe(language);
    expect(complexity.concepts.length).toBeGreaterThan(0);
  });

  test("rises with unrelated clauses of unknown words", () => {
    const one = "zorbul grenveth quandilo";
    const three = `${one}; mirtaskel ovrendi plosk; huvenna drasticov yelm.`;
    expect(scoreComplexity(three).overlap).toBeGreaterThan(scoreComplexity(one).overlap);
  });

  test.each([
    ["code", "Write a Python function that returns the longest string of an array."],
    ["maths", "Calculate the probability and solve the equation."],
    ["classification", "Classify the sentiment of this review."],
    ["synthesis", "Summarise and compare the key points across the three reports."],
    ["chat", "Good evening!"],
  ])("names the kind of task: %s", (kind, text) => {
    expect(scoreComplexity(text).task).toBe(kind);
  });
});

describe("taxonomy", () => {
  const taxonomy = {
    damaged: ["it arrived broken", "the glass is smashed", "it came cracked"],
    refund: ["I want my money back", "please refund me"],
  };

  test("names concepts by the user's own labels", () => {
    const { concepts } = scoreComplexity("The mirror came smashed to pieces. Please give me my money back.", {
      taxonomy,
    });
    expect(concepts.filter(({ kind }) => kind === "taxonomy").map(({ text }) => text)).toEqual(["damaged", "refund"]);
  });

  test("near ties make a text ambiguous", () => {
    const twice = { one: taxonomy.damaged, other: taxonomy.damaged };
    expect(scoreComplexity("It arrived broken.", { taxonomy: twice }).signals.ambiguity).toBe(1);
  });
});

describe("embedders", () => {
  test("the default puts paraphrases nearer than spelling does", () => {
    const cosine = ({ embed }: typeof learnedEmbedder, one: string, other: string): number => {
      const [a, b] = embed([one, other]);
      return a!.reduce((sum, value, index) => sum + value * b![index]!, 0);
    };
    const pair = ["please give me my money back", "I would like a refund"] as const;
    const apart = ["please give me my money back", "the glass is smashed"] as const;
    expect(cosine(learnedEmbedder, ...pair)).toBeGreaterThan(cosine(learnedEmbedder, ...apart) + 0.3);
    expect(cosine(learnedEmbedder, ...pair)).toBeGreaterThan(cosine(spellingEmbedder, ...pair));
  });

  test("an embedder that answers later gives the score that it gives at once", async () => {
    let calls = 0;
    const later = {
      embed: async (texts: readonly string[]) => {
        calls++;
        return spellingEmbedder.embed(texts);
      },
    };
    const complexity = await scoreComplexityWith(later, lamp);
    expect(calls).toBe(1);
    expect(complexity.overlap).toBeCloseTo(scoreComplexity(lamp, { embedder: spellingEmbedder }).overlap, 9);
  });

  test("an embedder that answers with too few vectors is refused", async () => {
    await expect(scoreComplexityWith({ embed: async () => [] }, lamp)).rejects.toThrow("expected");
  });
});

test("explains a score with the words of the text", () => {
  const text = explain(scoreComplexity(lamp));
  expect(text).toContain("things to keep apart");
  expect(text).toContain("tracking says both were delivered");
});

test("every signal has a unit and a meaning", () => {
  const { signals } = scoreComplexity(lamp);
  expect(Object.keys(signals)).toEqual(Object.keys(signalMeanings));
  for (const { unit, meaning } of Object.values(signalMeanings)) expect(unit && meaning).toBeTruthy();
});
