import { describe, expect, test } from "vitest";
import { InputError } from "../../src/errors/index.ts";
import type { Cell, OutcomeMatrix } from "../../src/matrix/index.ts";
import { type Message, ModelCallError, type ModelRequest, priceOf, replayModel } from "../../src/models/index.ts";

function cell(response: string | null, rest: Partial<Cell> = {}): Cell {
  return { score: 1, costUsd: null, inputTokens: 10, outputTokens: 5, latencyMs: 7, response, ...rest };
}

const usage = { inputTokens: { noCache: 3, cacheRead: 2, cacheWrite: 0 }, outputTokens: { text: 4, reasoning: 1 } };
const attempt = {
  kind: "first",
  model: "m-1",
  costNanoUsd: 1200,
  usage,
  latencyMs: 30,
  verdict: "wrong-schema",
} as const;

const matrix: OutcomeMatrix = {
  arms: ["small", "large"],
  rows: [
    { id: "1", prompt: "one", outcomes: { small: [cell("a"), cell("b")], large: cell("A") } },
    {
      id: "2",
      prompt: "two",
      outcomes: {
        small: cell("final", {
          attempts: [
            { ...attempt, response: "bad" },
            { ...attempt, kind: "repair", costNanoUsd: null, response: "final" },
          ],
        }),
      },
    },
    {
      id: "3",
      prompt: "three",
      messages: [
        { role: "system", content: "Be brief." },
        { role: "user", content: "three" },
        { role: "assistant", content: "yes?" },
        { role: "user", content: "more" },
      ],
      outcomes: { small: cell("c", { costNanoUsd: 99 }), large: cell(null, { error: "timed out" }) },
    },
  ],
};

function ask(...contents: string[]): ModelRequest {
  const roles = ["user", "assistant"] as const;
  const turns = contents.map((content, index): Message => ({ role: roles[index % 2]!, content }));
  return { messages: [{ role: "system", content: "Any instructions." }, ...turns] };
}

describe("replayModel", () => {
  test("gives what the arm answered, repeats in turn", async () => {
    const model = replayModel(matrix, { arm: "small" });
    const texts = [];
    for (let call = 0; call < 3; call++) texts.push((await model.generate(ask("one"))).text);
    expect(texts).toEqual(["a", "b", "a"]);
    expect((await replayModel(matrix, { arm: "large" }).generate(ask("one"))).text).toBe("A");
  });

  test("repairs play the recorded attempts, with what each used and cost", async () => {
    const model = replayModel(matrix, { arm: "small" });
    const repair = { previousText: "bad", issues: [] };
    const first = await model.generate(ask("two"));
    const second = await model.generate({ ...ask("two", "bad", "That did not pass."), repair });
    expect(first).toMatchObject({ text: "bad", usage, latencyMs: 30, servedModel: "m-1" });
    expect(first.spend).toEqual({ leastNanoUsd: 1200, mostNanoUsd: 1200 });
    expect(second.text).toBe("final");
    expect(second.spend).toBeUndefined();
    await expect(model.generate({ ...ask("two"), repair })).rejects.toThrow(/no answer was recorded/);
    expect((await model.generate(ask("two"))).text).toBe("bad");
  });

  test("knows a conversation by all its turns but the instructions", async () => {
    const model = replayModel(matrix, { arm: "small" });
    expect((await model.generate(ask("three", "yes?", "more"))).text).toBe("c");
    await expect(model.generate(ask("three"))).rejects.toThrow(/never recorded/);
  });

  test("prices recorded usage anew where a price is given", async () => {
    const price = { model: "m", inputUsdPerMillion: 1, outputUsdPerMillion: 2, asOf: "2026-01-01", source: "test" };
    const model = replayModel(matrix, { arm: "small", price });
    const answer = await model.generate(ask("one"));
    expect(priceOf(answer.usage, model.price)).toBe(10 * 1000 + 5 * 2000);
  });

  test("a recorded failure fails again; an unknown arm is refused", async () => {
    const error = await replayModel(matrix, { arm: "large" })
      .generate(ask("three", "yes?", "more"))
      .catch((thrown) => thrown);
    expect(ModelCallError.isInstance(error)).toBe(true);
    expect(error.message).toContain("timed out");
    expect(() => replayModel(matrix, { arm: "huge" })).toThrow(InputError);
  });
});
