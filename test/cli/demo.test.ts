import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { repository, tierwise } from "../support/command-line.ts";
import { testWith } from "../support/requirements.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** A new network namespace has no way out, not even to loopback. */
const withoutNetwork = ["--map-root-user", "--net"];
const canCutNetwork = spawnSync("unshare", [...withoutNetwork, "true"]).status === 0;

describe("tierwise demo", () => {
  test("prints the table of policies, the verdict and the report's place, and nothing but text", () => {
    const folder = temporaryFolder();
    const { code, out, err } = tierwise(["demo"], { cwd: folder });
    expect(code).toBe(0);
    expect(err).toBe("");
    for (const policy of ["small", "medium", "large"]) expect(out).toContain(`always ${policy}`);
    for (const text of [
      "random mix",
      "prompt length",
      "routed",
      "oracle",
      "per success",
      "priced as claude-haiku-5-5",
    ]) {
      expect(out).toContain(text);
    }
    expect(out).toMatch(/Routing reached \d+\.\d % success \(\d+–\d+ %, n = 320\) at \$/);
    expect(out).toMatch(/Report: file:\/\/\S+tierwise-demo\.html\n$/);
  });

  test("does not colour a pipe on a build server that asks for colour", () => {
    const env = { ...process.env, CI: "true", FORCE_COLOR: "1" };
    expect(tierwise(["demo"], { cwd: temporaryFolder(), env }).out).not.toContain("\u001b");
  });

  test("writes one page that needs nothing from anywhere", () => {
    const folder = temporaryFolder();
    tierwise(["demo", "--out", "report.html"], { cwd: folder });
    const html = readFileSync(join(folder, "report.html"), "utf8");
    expect(html).toContain("<svg");
    expect(html).not.toMatch(/<script|<link[^>]+href="(?!data:)|src=|url\(|@import/);
    expect(statSync(join(folder, "report.html")).size).toBeLessThan(2_000_000);
  });

  test("speaks JSON, the same bytes each time", () => {
    const folder = temporaryFolder();
    const [one, other] = [tierwise(["demo", "--json"], { cwd: folder }), tierwise(["demo", "--json"], { cwd: folder })];
    expect(other.out).toBe(one.out);
    const parsed = JSON.parse(one.out);
    expect(parsed).toMatchObject({ v: 1, policy: "routed", cases: 320, unknownCost: 0 });
    expect(Object.keys(parsed.baselines)).toEqual(
      expect.arrayContaining([
        "bestFixed",
        "alwaysSmall",
        "alwaysMedium",
        "alwaysLarge",
        "randomMix",
        "promptLength",
        "oracle",
      ]),
    );
    expect(["better", "worse", "not shown"]).toContain(parsed.vsBestFixed.verdict);
  });

  testWith(canCutNetwork, "unshare with network namespaces")("runs with the network cut off", () => {
    const folder = temporaryFolder();
    const command = [...withoutNetwork, process.execPath, join(repository, "bin", "tierwise.js"), "demo"];
    const { status, stderr } = spawnSync("unshare", command, { cwd: folder, encoding: "utf8" });
    expect(stderr).toBe("");
    expect(status).toBe(0);
    expect(existsSync(join(folder, "tierwise-demo.html"))).toBe(true);
  });

  test("refuses a seed that is no number and a place that cannot be written", () => {
    const folder = temporaryFolder();
    expect(tierwise(["demo", "--seed", "x"], { cwd: folder })).toMatchObject({
      code: 2,
      err: 'tierwise: field "--seed": expected a whole number, got "x"\n',
    });
    const { code, err } = tierwise(["demo", "--out", "none/report.html"], { cwd: folder });
    expect(code).toBe(2);
    expect(err).toMatch(
      /^tierwise: none\/report\.html: the report cannot be written \(ENOENT.*name another place with --out\n$/,
    );
  });
});
