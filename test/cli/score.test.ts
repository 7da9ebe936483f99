import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { tierwise } from "../support/command-line.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const lamp =
  "I ordered two lamps, one arrived broken, tracking says both were delivered, and I have a dinner party on Friday.";

describe("tierwise score", () => {
  test("scores JSON Lines from stdin, one line out per line in", () => {
    const input = `${JSON.stringify({ id: "lamp", prompt: lamp })}\n${JSON.stringify({ prompt: "Where is my parcel?" })}\n`;
    const { code, out } = tierwise(["score"], { input });
    const [one, other] = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(code).toBe(0);
    expect(one).toMatchObject({ v: 1, id: "lamp", success: null, tier: null });
    expect(other.id).toBe("2");
    expect(one.complexity).toBeGreaterThan(other.complexity);
    expect(one.concepts.map(({ span }: { span: [number, number] }) => lamp.slice(...span))).toEqual(
      one.concepts.map(({ text }: { text: string }) => text),
    );
  });

  test("explains a score to people", () => {
    const file = join(temporaryFolder(), "requests.jsonl");
    writeFileSync(file, JSON.stringify({ id: "lamp", prompt: lamp }));
    expect(tierwise(["score", "--explain", "--file", file]).out).toMatch(
      /^lamp: complexity 0\.\d\d, \d things to keep apart\n {2}\d/,
    );
  });

  test("names the line and field of a request without text", () => {
    const { code, err } = tierwise(["score"], { input: '{"prompt":"ok"}\n{"prompt":7}\n' });
    expect(code).toBe(2);
    expect(err).toBe('tierwise: stdin:2, field "prompt": expected the request\'s text, got 7\n');
  });
});
