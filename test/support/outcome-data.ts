import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "vitest";
import { repository } from "./command-line.ts";
import { needsOutcomes } from "./needs-outcomes.ts";

/** Recorded outcomes of real models: not in this repository, as some licences forbid passing them on. */
export const outcomesFolder = process.env.TIERWISE_OUTCOMES ?? join(repository, "../shared/data/outcomes");
const isThere = existsSync(join(outcomesFolder, "pairs.json"));

/** A test over recorded outcomes: skips, and says so, where their folder is absent, even where nothing else may skip. */
export function testWithOutcomes(name: string, run: () => Promise<void>, timeoutMs = 60_000): void {
  test(name, { timeout: timeoutMs }, async ({ skip }) => {
    skip(!isThere, `${needsOutcomes}: set TIERWISE_OUTCOMES to their folder`);
    await run();
  });
}
