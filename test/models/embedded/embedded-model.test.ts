import { describe, expect, test } from "vitest";
import { embeddedModel, listPrice } from "../../../src/models/index.ts";
import { tinyNetwork } from "../../support/tiny-network.ts";

const network = tinyNetwork();
const messages = [
  { role: "system", content: "Answer in JSON." },
  { role: "user", content: "My parcel is late." },
] as const;

describe("embeddedModel", () => {
  test("answers in JSON with per-label confidence and counts its tokens", async () => {
    const answer = await embeddedModel(network).generate({ messages });
    const { concerns } = JSON.parse(answer.text) as { concerns: string[] };
    expect(Object.keys(answer.confidence?.labels ?? {})).toEqual(
      expect.arrayContaining(concerns.map((concern) => `concerns.${concern}`)),
    );
    expect(answer.usage?.inputTokens.noCache).toBe(9);
    expect(answer.usage?.outputTokens.text).toBeGreaterThan(10);
  });

  test("carries the price it is given, and says whose it is", () => {
    const price = listPrice("claude-haiku-5-5")!;
    expect(embeddedModel(network, { price })).toMatchObject({
      id: "embedded-tiny-3",
      pricedAs: "claude-haiku-5-5",
      price,
    });
    expect(embeddedModel(network).price).toBeNull();
  });

  test("reads the message, not the repair notes that follow it", async () => {
    const model = embeddedModel(network);
    const first = await model.generate({ messages });
    const notes = [
      ...messages,
      { role: "assistant", content: first.text },
      { role: "user", content: "Answer again, in full." },
    ] as const;
    expect((await model.generate({ messages: notes })).text).toBe(first.text);
  });

  test("the same message gives the same answer", async () => {
    const [one, other] = [
      await embeddedModel(network).generate({ messages }),
      await embeddedModel(tinyNetwork()).generate({ messages }),
    ];
    expect(one.text).toBe(other.text);
    expect(one.confidence).toEqual(other.confidence);
  });

  test("stops when the caller has aborted", async () => {
    await expect(embeddedModel(network).generate({ messages, signal: AbortSignal.abort() })).rejects.toThrow("abort");
  });
});
