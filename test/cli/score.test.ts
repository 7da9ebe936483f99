import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { packageFile } from "../../src/models/index.ts";
import { tierwise } from "../support/command-line.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const lamp =
  "I ordered two lamps, one arrived broken, tracking says both were delivered, and I have a dinner party on Friday.";

const policy = {
  v: 1,
  kind: "thresholds",
  ladder: ["small", "medium", "large"].map((tier) => ({ tier, minConfidence: 0 })),
  signal: "complexity",
  startAt: [0.3, 0.45],
  riskFloor: { high: "medium" },
};

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

  test("says at which tier a request would start under a policy", () => {
    const file = join(temporaryFolder(), "routing.policy.json");
    writeFileSync(file, JSON.stringify(policy));
    const input = [{ prompt: lamp }, { prompt: "Good evening!" }, { prompt: "Good evening!", risk: "high" }]
      .map((request) => JSON.stringify(request))
      .join("\n");
    const { code, out } = tierwise(["score", "--policy", file], { input });
    const lines = out.trim().split("\n");
    expect(code).toBe(0);
    expect(lines.map((line) => JSON.parse(line).tier)).toEqual(["large", "small", "medium"]);
    expect(tierwise(["score", "--explain", "--policy", file], { input }).out).toContain("starts at large\n");
  });

  test("names the field of a policy that is not sound", () => {
    const file = join(temporaryFolder(), "routing.policy.json");
    writeFileSync(file, JSON.stringify({ ...policy, startAt: [0.4, 0.2] }));
    const { code, err } = tierwise(["score", "--policy", file], { input: '{"prompt":"ok"}\n' });
    expect(code).toBe(2);
    expect(err).toContain(`${file}, field "startAt": expected rising thresholds`);
  });

  test("refuses a policy that is not there, and a risk that is none", () => {
    const missing = tierwise(["score", "--policy", "nowhere.json"], { input: '{"prompt":"ok"}\n' });
    expect(missing.code).toBe(2);
    expect(missing.err).toContain("nowhere.json: expected a policy file");
    const strange = tierwise(["score"], { input: '{"prompt":"ok","risk":"some"}\n' });
    expect(strange.err).toBe('tierwise: stdin:1, field "risk": expected low, normal or high, got "some"\n');
  });

  test("says how likely each model is to succeed, by a scorer file", () => {
    const args = ["score", "--scorer", packageFile("fixtures", "estimation", "default.scorer.json")];
    const input = JSON.stringify({ prompt: "Tom buys 4 pens at 3 dollars each. What does he pay?" });
    const { success } = JSON.parse(tierwise(args, { input }).out);
    expect(success["gpt-4-1106-preview"]).toBeGreaterThan(success["mixtral-8x7b-instruct-v0.1"]);
    for (const probability of Object.values(success)) expect(probability).toBeLessThan(1);
    expect(tierwise([...args, "--explain"], { input }).out).toMatch(/likely to succeed: .*gpt-4-1106-preview \d+ %/);
  });

  test("refuses a scorer of another version", () => {
    const file = join(temporaryFolder(), "old.scorer.json");
    writeFileSync(file, JSON.stringify({ format: "tierwise.scorer", v: 0 }));
    const { code, err } = tierwise(["score", "--scorer", file], { input: '{"prompt":"ok"}\n' });
    expect(code).toBe(2);
    expect(err).toContain('old.scorer.json, field "v": expected scorer version 1, got 0: fit it again');
  });
});
