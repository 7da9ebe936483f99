import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { repository, tierwise } from "../support/command-line.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const [first = "", second = ""] = readFileSync(`${repository}evals/support/cases.jsonl`, "utf8").split("\n");

function changed(change: (value: Record<string, unknown>) => void): string {
  const value = JSON.parse(second) as Record<string, unknown>;
  change(value);
  return JSON.stringify(value);
}

describe("a bad case file", () => {
  test.each([
    ["a broken line", '{"id": "x", ', /cases\.jsonl:2: expected one JSON object per line/],
    [
      "a missing label",
      changed((value) => delete value.expected),
      /cases\.jsonl:2, field "expected": the label is missing/,
    ],
    [
      "a missing part of a label",
      changed((value) => delete (value.expected as { action?: unknown }).action),
      /cases\.jsonl:2, field "expected\.action"/,
    ],
    [
      "an unknown concern",
      changed((value) => ((value.expected as { concerns: string[] }).concerns = ["boredom"])),
      /cases\.jsonl:2, field "expected\.concerns\.0".*got "boredom"/,
    ],
    [
      "a duplicate id",
      changed((value) => (value.id = (JSON.parse(first) as { id: string }).id)),
      /cases\.jsonl:2, field "id": id "s001" was already used on line 1: ids must be unique/,
    ],
    [
      "an unknown slice",
      changed((value) => (value.slices = ["odd"])),
      /cases\.jsonl:2, field "slices": unknown slice "odd"; this suite has normal, messy, rare, high-risk/,
    ],
    [
      "an unknown risk",
      changed((value) => (value.risk = "some")),
      /cases\.jsonl:2, field "risk": expected low, normal or high, got "some"/,
    ],
    [
      "an empty message",
      changed((value) => (value.input = " ")),
      /cases\.jsonl:2, field "input": expected the message text/,
    ],
  ])("with %s ends in one clear error, exit 2 and nothing written", (_, line, message) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "cases.jsonl"), `${first}\n${line}\n`);
    const { code, out, err } = tierwise(["demo", "--cases", "cases.jsonl"], { cwd: folder });
    expect(err).toMatch(message);
    expect(err.trim().split("\n")).toHaveLength(1);
    expect(code).toBe(2);
    expect(out).toBe("");
    expect(readdirSync(folder)).toEqual(["cases.jsonl"]);
  });

  test("that is missing or empty likewise", () => {
    const folder = temporaryFolder();
    expect(tierwise(["demo", "--cases", "none.jsonl"], { cwd: folder })).toMatchObject({
      code: 2,
      out: "",
      err: expect.stringMatching(/^tierwise: none\.jsonl: the file cannot be read \(ENOENT/),
    });
    writeFileSync(join(folder, "empty.jsonl"), "");
    expect(tierwise(["demo", "--cases", "empty.jsonl"], { cwd: folder })).toMatchObject({
      code: 2,
      err: "tierwise: empty.jsonl: expected at least one case, but the file is empty\n",
    });
    expect(existsSync(join(folder, "tierwise-demo.html"))).toBe(false);
  });
});

describe("a wrong command line", () => {
  test.each([
    [["dmeo"], /unknown command 'dmeo'.*\n?.*demo/],
    [["demo", "--cass", "x"], /unknown option '--cass'/],
    [["demo", "--cases"], /option '--cases <path>' argument missing/],
    [["demo", "surplus"], /too many arguments/],
  ])("%j says what is wrong and exits with 2", (args, message) => {
    const { code, out, err } = tierwise(args, { cwd: temporaryFolder() });
    expect(err).toMatch(message);
    expect(code).toBe(2);
    expect(out).toBe("");
  });

  test("help and version are no errors", () => {
    expect(tierwise(["--help"])).toMatchObject({ code: 0, out: expect.stringContaining("Usage: tierwise") });
    expect(tierwise(["demo", "--help"])).toMatchObject({ code: 0, out: expect.stringContaining("--cases") });
    expect(tierwise(["--version"])).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  });

  test("no command shows what there is", () => {
    const { code, err } = tierwise([]);
    expect(code).toBe(2);
    expect(err).toContain("demo");
  });
});
