import { open, rename, rm } from "node:fs/promises";
import type { MatrixRow } from "./types.ts";

/** Writes rows as JSON Lines beside the target and moves them into place: a reader never sees half a file. */
export async function writeMatrix(file: string, rows: Iterable<MatrixRow> | AsyncIterable<MatrixRow>): Promise<void> {
  const unfinished = `${file}.${process.pid}.part`;
  const handle = await open(unfinished, "w");
  try {
    for await (const row of rows) await handle.write(`${JSON.stringify(row)}\n`);
    await handle.sync();
    await handle.close();
    await rename(unfinished, file);
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(unfinished, { force: true });
    throw error;
  }
}
