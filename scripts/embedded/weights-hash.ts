import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { packageFile } from "../../src/models/index.ts";

/** First 16 hexadecimal digits of the SHA-256 of the shipped weights. */
export function weightsHash(): string {
  const bytes = readFileSync(packageFile("fixtures", "embedded", "weights.bin"));
  return createHash("sha256").update(bytes).digest("hex").slice(0, 16);
}
