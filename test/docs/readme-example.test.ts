import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, onTestFinished, test } from "vitest";
import { repository } from "../support/command-line.ts";

/** Runs TypeScript as a program of its own that imports the built package by name. */
function runProgram(source: string) {
  // inside the repository, so that the package finds itself by name
  const folder = join(repository, "out", `program-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
  writeFileSync(join(folder, "program.mjs"), ts.transpileModule(source, { compilerOptions }).outputText);
  return spawnSync(process.execPath, [join(folder, "program.mjs")], { encoding: "utf8" });
}

describe("the README", () => {
  const readme = readFileSync(join(repository, "README.md"), "utf8");
  const blocks = [...readme.matchAll(/<!-- runs in the tests -->\n```ts\n([\s\S]*?)```/g)].map(([, code]) => code!);

  test("shows code that runs as it stands", () => {
    expect(blocks).toHaveLength(1);
    const { status, stdout, stderr } = runProgram(blocks[0]!);
    expect(stderr).toBe("");
    expect(status).toBe(0);
    expect(stdout).toMatch(/^(accepted|review) /);
  });

  test("names scripts that exist", () => {
    const { scripts } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as {
      scripts: Record<string, string>;
    };
    for (const [, name] of readme.matchAll(/npm run ([\w:-]+)/g)) expect(Object.keys(scripts)).toContain(name);
  });
});

describe("the examples", () => {
  const files = readdirSync(join(repository, "examples")).filter((name) => name.endsWith(".ts"));

  test.each(files)("%s runs as it stands", (name) => {
    const { status, stdout, stderr } = runProgram(readFileSync(join(repository, "examples", name), "utf8"));
    expect(stderr).toBe("");
    expect(status).toBe(0);
    expect(stdout.trim().split("\n").length).toBeGreaterThan(1);
  });
});
