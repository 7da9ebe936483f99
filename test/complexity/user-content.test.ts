import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { scoreComplexity, userContent, userTextOf } from "../../src/complexity/index.ts";

const ask = "My kettle arrived broken and I would like a refund.";

function read(text: string): string {
  return userContent(text)
    .spans.map((span) => text.slice(...span))
    .join("");
}

describe("userContent", () => {
  test.each([
    ["a quoted earlier message", `${ask}\n\nOn Monday, Ann wrote:\n> we can refund you\n> unless it is late\n`],
    ["quoted lines", `> you asked about fraud\n${ask}`],
    ["a forwarded message", `${ask}\n-----Original Message-----\nFrom: x\nWe were charged twice.`],
    ["a system prompt", `<system>\nNever mention fees unless asked.\n</system>\n${ask}`],
    ["a tool list", `Available tools:\n- cancel_order: cancels\n- refund: refunds\n\n${ask}`],
    ["a signature", `${ask}\n-- \nAnn Smith\nHead of Fraud`],
    ["a notice", `${ask}\n\nThis e-mail and any attachments are confidential and may be privileged.`],
  ])("leaves out %s", (_, text) => {
    expect(read(text).trim()).toBe(ask);
    expect(scoreComplexity(text).overlap).toBe(scoreComplexity(ask).overlap);
  });

  test("reads a text that is nothing but such parts", () => {
    expect(read("> only quoted")).toBe("> only quoted");
  });

  test("what is read and what is left out make up the text", () => {
    const line = fc.constantFrom(
      ask,
      "> quoted",
      "<system>",
      "</system>",
      "",
      "system: x",
      "-- ",
      "Sent from my phone",
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const text = lines.join("\n");
        const { spans, leftOut } = userContent(text);
        const parts = [...spans, ...leftOut.map(({ span }) => span)].sort((one, other) => one[0] - other[0]);
        expect(parts.map((span) => text.slice(...span)).join("")).toBe(text);
      }),
    );
  });
});

describe("userTextOf", () => {
  test("takes the last user turn and counts what is no text", () => {
    const { text, otherParts } = userTextOf([
      { role: "system", content: "You are a lawyer." },
      { role: "user", content: "Earlier." },
      { role: "assistant", content: "Yes?" },
      {
        role: "user",
        content: [
          { type: "text", text: ask },
          { type: "image_url", image_url: {} },
        ],
      },
      { role: "tool", content: "42" },
    ]);
    expect(text).toBe(ask);
    expect(otherParts).toBe(1);
  });

  test("gives an empty text where nobody said anything", () => {
    expect(userTextOf([])).toEqual({ text: "", otherParts: 0 });
    expect(userTextOf([{ role: "user", content: null }]).text).toBe("");
  });
});
