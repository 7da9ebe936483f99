import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, onTestFinished, test } from "vitest";
import { repository } from "../support/command-line.ts";

const readme = readFileSync(join(repository, "README.md"), "utf8");

describe("the README", () => {
  const blocks = [...readme.matchAll(/<!-- runs in the tests -->\n```ts\n([\s\S]*?)```/g)].map(([, code]) => code!);

  test("shows code that runs as it stands", () => {
    expect(blocks).toHaveLength(1);
    // inside the repository, so that the package finds itself by name
    const folder = join(repository, "out", "readme");
    mkdirSync(folder, { recursive: true });
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const options = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
    writeFileSync(join(folder, "example.mjs"), ts.transpileModule(blocks[0]!, { compilerOptions: options }).outputText);
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, "example.mjs")], { encoding: "utf8" });
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
