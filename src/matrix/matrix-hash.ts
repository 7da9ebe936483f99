import { createHash } from "node:crypto";
import type { MatrixRow } from "./types.ts";

/** SHA-256 over ids, prompts and outcomes of rows in their order: the same data give the same hash, whatever the file is called. */
export function matrixHash(matrices: Iterable<readonly MatrixRow[]>): string {
  const hash = createHash("sha256");
  for (const rows of matrices) {
    for (const { id, prompt, messages, outcomes } of rows) {
      hash.update(`${JSON.stringify([id, prompt, messages ?? null, outcomes])}\n`);
    }
  }
  return hash.digest("hex");
}
