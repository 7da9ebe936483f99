import { existsSync } from "node:fs";
import { test } from "vitest";

export const chromiumPath = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";

/**
 * A test that needs something of the machine; says what is missing where it skips. Under TIERWISE_REQUIRE_ALL=1 a machine
 * promises to have everything, and the closing reporter turns any skip into a failure.
 */
export function testWith(isThere: boolean, missing: string): typeof test.skip {
  if (isThere) return test as typeof test.skip;
  process.stderr.write(`skipped: ${missing} is missing on this machine\n`);
  return test.skip;
}

export const testWithChromium = testWith(existsSync(chromiumPath), `Chromium (${chromiumPath})`);
