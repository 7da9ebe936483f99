import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { repository } from "../support/command-line.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const loader = `export async function load(url, context, next) { process._rawDebug("loaded " + url); return next(url, context); }`;

/** The module URLs that a program loads, ES modules and the CommonJS ones that they import. */
function modulesLoadedBy(program: string): string[] {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "loader.mjs"), loader);
  const register = `import { register } from "node:module"; register(${JSON.stringify(pathToFileURL(join(folder, "loader.mjs")).href)});`;
  writeFileSync(join(folder, "register.mjs"), register);
  const args = ["--import", pathToFileURL(join(folder, "register.mjs")).href, "--input-type=module", "-e", program];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: repository, encoding: "utf8" });
  expect(status, stderr).toBe(0);
  return stderr.split("\n").flatMap((line) => (line.startsWith("loaded ") ? line.slice("loaded ".length) : []));
}

const heavy = /node_modules\/(openai|@anthropic-ai|tiktoken|@tensorflow|@observablehq|linkedom|commander|ora|zod)\//;

describe('import "tierwise"', () => {
  test("loads no provider SDK, no tokenizer, no tfjs, no plotting, no command line", () => {
    const loaded = modulesLoadedBy('await import("tierwise")');
    expect(loaded.some((url) => url.endsWith("dist/index.js"))).toBe(true);
    expect(loaded.filter((url) => heavy.test(url))).toEqual([]);
  });

  test.each(["openai", "anthropic", "testing"])(
    "tierwise/%s loads no provider SDK either: the client is handed in",
    (entry) => {
      const loaded = modulesLoadedBy(`await import("tierwise/${entry}")`);
      expect(loaded.some((url) => url.endsWith(`dist/${entry}.js`))).toBe(true);
      expect(loaded.filter((url) => heavy.test(url))).toEqual([]);
    },
  );

  test('neither does import "tierwise/superposition", until a training starts', () => {
    const loaded = modulesLoadedBy('const s = await import("tierwise/superposition"); s.welchBoundSquared(9, 3);');
    expect(loaded.some((url) => url.endsWith("dist/superposition.js"))).toBe(true);
    expect(loaded.filter((url) => heavy.test(url))).toEqual([]);
    const training = modulesLoadedBy('const s = await import("tierwise/superposition"); await s.loadProducts();');
    expect(training.some((url) => url.includes("@tensorflow/tfjs-core"))).toBe(true);
  });

  test("the watch itself sees a tokenizer when one is loaded", () => {
    const loaded = modulesLoadedBy('await import("tiktoken")');
    expect(loaded.some((url) => heavy.test(url))).toBe(true);
  });

  test("takes no longer than twice the schema library beside it", () => {
    const [own, other] = ["tierwise", "zod"].map(importMs);
    process.stdout.write(`import "tierwise": ${own!.toFixed(0)} ms, import "zod": ${other!.toFixed(0)} ms\n`);
    expect(own).toBeLessThan(other! * 2);
  });
});

/** Median of five fresh processes. */
function importMs(name: string): number {
  const program = `const t = performance.now(); await import("${name}"); process.stdout.write(String(performance.now() - t));`;
  const run = (): number =>
    Number(
      spawnSync(process.execPath, ["--input-type=module", "-e", program], { cwd: repository, encoding: "utf8" }).stdout,
    );
  return Array.from({ length: 5 }, run).sort((one, two) => one - two)[2]!;
}
