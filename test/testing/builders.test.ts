import { describe, expect, test } from "vitest";
import { ModelCallError, priceOf, replayModel } from "../../src/models/index.ts";
import { matrixOf, matrixRow, scriptedModel } from "../../src/testing/index.ts";

const asked = { messages: [{ role: "user", content: "Where is my parcel?" }] } as const;

describe("a scripted model", () => {
  test("gives its answers in turn, the last one again and again, and keeps what it was asked", async () => {
    const model = scriptedModel(["one", { text: "two", finishReason: "length" }]);
    const answers = [await model.generate(asked), await model.generate(asked), await model.generate(asked)];
    expect(answers.map(({ text, finishReason }) => [text, finishReason])).toEqual([
      ["one", "stop"],
      ["two", "length"],
      ["two", "length"],
    ]);
    expect(model.requests).toEqual([asked, asked, asked]);
    expect(priceOf(answers[0]!.usage, model.price)).toBe(20_000);
  });

  test("throws what it is given to throw, and is stopped like any other", async () => {
    const error = new ModelCallError("no", { failure: "overloaded", model: "m" });
    const model = scriptedModel([error, "fine"], { id: "m", price: null });
    await expect(model.generate(asked)).rejects.toBe(error);
    await expect(model.generate({ ...asked, signal: AbortSignal.abort() })).rejects.toMatchObject({
      facts: { failure: "aborted" },
    });
    expect((await model.generate(asked)).text).toBe("fine");
  });
});

describe("matrix builders", () => {
  test("make rows that can be played back", async () => {
    const matrix = matrixOf([
      matrixRow("Where is my parcel?", { small: "On its way.", large: [true, false] }),
      matrixRow({ id: "b", messages: [], risk: "high" }, { human: { score: 1, costUsd: null } }),
    ]);
    expect(matrix.arms).toEqual(["small", "large", "human"]);
    expect(matrix.rows[0]).toMatchObject({
      id: "Where is my parcel?",
      outcomes: { large: [{ score: 1 }, { score: 0 }] },
    });
    expect(matrix.rows[1]).toMatchObject({ id: "b", risk: "high", outcomes: { human: { costUsd: null } } });
    expect((await replayModel(matrix, { arm: "small" }).generate(asked)).text).toBe("On its way.");
  });
});
