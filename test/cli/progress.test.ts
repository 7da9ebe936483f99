import { PassThrough } from "node:stream";
import { setTimeout } from "node:timers/promises";
import { afterEach, describe, expect, test, vi } from "vitest";
import { progressLine } from "../../src/cli/progress.ts";

/** A stream that looks like a terminal of a given width, and what was written to it. */
function terminal(columns: number, isTTY = true) {
  const stream = new PassThrough() as PassThrough & Partial<NodeJS.WriteStream>;
  const seen: string[] = [];
  stream.on("data", (chunk: Buffer) => seen.push(chunk.toString()));
  Object.assign(stream, { isTTY, columns, cursorTo: () => true, clearLine: () => true, moveCursor: () => true });
  return { stream: stream as unknown as NodeJS.WriteStream, seen };
}

afterEach(() => void vi.unstubAllEnvs());

describe("progressLine", () => {
  test("shows where a command is, on a terminal", async () => {
    vi.stubEnv("CI", undefined);
    vi.stubEnv("TERM", "xterm");
    const { stream, seen } = terminal(80);
    const progress = await progressLine(stream);
    progress.update("case 3 of 7");
    await setTimeout(200);
    progress.end();
    expect(seen.join("")).toContain("case 3 of 7");
  });

  test("is silent on a build server, terminal or not", async () => {
    vi.stubEnv("CI", "true");
    const { stream, seen } = terminal(80);
    const progress = await progressLine(stream);
    progress.update("case 3 of 7");
    progress.end();
    expect(seen).toEqual([]);
  });

  test.each([
    ["a pipe", 80, false],
    ["a terminal that says it has no columns", 0, true],
  ])("is silent on %s", async (_, columns, isTTY) => {
    const { stream, seen } = terminal(columns, isTTY);
    const progress = await progressLine(stream);
    progress.update("case 3 of 7");
    progress.end();
    expect(seen).toEqual([]);
  });
});
