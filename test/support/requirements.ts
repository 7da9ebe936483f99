import { existsSync } from "node:fs";
import { test } from "vitest";

/** Under this variable a machine promises to have everything: a skip is then a failure. */
const mustHaveAll = process.env.TIERWISE_REQUIRE_ALL === "1";

export const chromiumPath = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";

/** A test that needs something of the machine; says what is missing where it skips. */
export function testWith(isThere: boolean, missing: string): typeof test.skip {
  if (isThere) return test as typeof test.skip;
  if (mustHaveAll) throw new Error(`${missing} is missing, and TIERWISE_REQUIRE_ALL forbids skipping`);
  process.stderr.write(`skipped: ${missing} is missing on this machine\n`);
  return test.skip;
}

export const testWithChromium = testWith(existsSync(chromiumPath), `Chromium (${chromiumPath})`);
