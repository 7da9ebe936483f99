import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { repository } from "../support/command-line.ts";

const minutes = 60_000;
let project = "";

function run(command: string, args: readonly string[], cwd = project): string {
  return execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

/** The one test file that may use the package registry: it installs the packed tarball as a user would. */
describe("the packed tarball, installed in an empty project", () => {
  beforeAll(() => {
    // far from this repository, so that nothing of its own node_modules can help
    const folder = mkdtempSync(join(tmpdir(), "tierwise-consumer-"));
    project = folder;
    const [{ filename }] = JSON.parse(run("npm", ["pack", "--json", "--pack-destination", folder], repository)) as [
      { filename: string },
    ];
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "consumer", private: true, type: "module" }));
    run("npm", ["install", "--no-audit", "--no-fund", join(folder, filename)]);
  }, 5 * minutes);
  afterAll(() => rmSync(project, { recursive: true, force: true }));

  test(
    "runs the demo through npx and leaves a self-contained report",
    () => {
      const out = run("npx", ["--no-install", "tierwise", "demo"]);
      expect(out).toContain("per success");
      const report = readFileSync(join(project, "tierwise-demo.html"), "utf8");
      expect(report).toContain("<svg");
      expect(report).not.toMatch(/(?:src|href)="https?:/);
    },
    2 * minutes,
  );

  test.each(["esm", "cjs"])(
    "type-checks and runs a consumer in %s",
    (kind) => {
      const folder = join(project, kind);
      mkdirSync(folder);
      writeFileSync(join(folder, "package.json"), JSON.stringify({ type: kind === "esm" ? "module" : "commonjs" }));
      const source = [
        kind === "esm"
          ? 'import { createRouter, fixedPolicy, type Outcome, scoreComplexity } from "tierwise";'
          : 'import tierwise = require("tierwise");\nimport type { Outcome } from "tierwise";\nconst { createRouter, fixedPolicy, scoreComplexity } = tierwise;',
        "export const complexity: number = scoreComplexity('Where is my parcel?').score;",
        "export const ending = (outcome: Outcome<string>): string => (outcome.status === 'accepted' ? outcome.value : outcome.reason);",
        "console.log(typeof createRouter, fixedPolicy('small').name);",
      ];
      writeFileSync(join(folder, "consumer.ts"), source.join("\n"));
      const compilerOptions = { module: "nodenext", target: "es2022", strict: true, skipLibCheck: false, types: [] };
      writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["consumer.ts"] }));
      run(process.execPath, [join(repository, "node_modules", "typescript", "bin", "tsc")], folder);
      expect(run(process.execPath, ["consumer.js"], folder)).toBe("function always-small\n");
    },
    2 * minutes,
  );

  test("holds no training text, test or source", () => {
    const installed = join(project, "node_modules", "tierwise");
    for (const name of [
      "src",
      "test",
      "scripts",
      "fixtures/embedded/sentences",
      "fixtures/embedded/development.jsonl",
    ]) {
      expect(existsSync(join(installed, name)), name).toBe(false);
    }
    expect(existsSync(join(installed, "fixtures/embedded/weights.bin"))).toBe(true);
  });
});
