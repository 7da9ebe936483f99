import { describe, expect, test } from "vitest";
import { functionModel, ModelCallError } from "../../src/models/index.ts";

const request = { messages: [{ role: "user", content: "hello" }] } as const;

describe("functionModel", () => {
  test("answers with what the function says, its usage unknown unless said", async () => {
    const shout = functionModel(({ messages }) => String(messages[0]?.content).toUpperCase(), { id: "shout" });
    expect(await shout.generate(request)).toMatchObject({ text: "HELLO", finishReason: "stop", usage: null });
    expect(shout).toMatchObject({ id: "shout", price: null });
  });

  test("takes any part of an answer", async () => {
    const usage = { inputTokens: { noCache: 1, cacheRead: 0, cacheWrite: 0 }, outputTokens: { text: 1, reasoning: 0 } };
    const model = functionModel(async () => ({ text: "no", finishReason: "refusal", usage }));
    expect(await model.generate(request)).toMatchObject({ text: "no", finishReason: "refusal", usage });
  });

  test("what the function throws is a failed call", async () => {
    const broken = functionModel(() => {
      throw new Error("out of order");
    });
    await expect(broken.generate(request)).rejects.toSatisfy(
      (error) =>
        ModelCallError.isInstance(error) && error.facts.failure === "server" && /out of order/.test(error.message),
    );
    const own = new ModelCallError("busy", { failure: "overloaded", model: "m" });
    await expect(functionModel(() => Promise.reject(own)).generate(request)).rejects.toBe(own);
  });

  test("is not asked once the caller has aborted", async () => {
    let calls = 0;
    const model = functionModel(() => String(++calls));
    const error = await model.generate({ ...request, signal: AbortSignal.abort() }).catch((thrown) => thrown);
    expect(error.facts.failure).toBe("aborted");
    expect(calls).toBe(0);
  });
});
