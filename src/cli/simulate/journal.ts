import { createHash } from "node:crypto";
import { appendFile, mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { InputError } from "../../errors/index.ts";
import type { CurveSettings } from "../../superposition/index.ts";
import type { WidthResult } from "./width-job.ts";

/** What has finished, on disk as soon as it has: one JSON line a width. */
export interface Journal {
  find(settings: CurveSettings, width: number): WidthResult | undefined;
  keep(settings: CurveSettings, width: number, result: WidthResult): Promise<void>;
}

const name = "widths.jsonl";

/** Opens the journal of a folder; without `isResumed` an old one is put away. */
export async function openJournal(folder: string, isResumed: boolean): Promise<Journal> {
  const file = join(folder, name);
  await mkdir(folder, { recursive: true }).catch((cause: Error) => {
    throw new InputError(
      `the folder cannot be written (${cause.message}); name another with --out`,
      { file: folder },
      { cause },
    );
  });
  if (!isResumed) await rm(file, { force: true });
  const finished = new Map(isResumed ? await readEntries(file) : []);
  return {
    find: (settings, width) => finished.get(keyOf(settings, width)),
    keep: (settings, width, result) => appendFile(file, `${JSON.stringify({ key: keyOf(settings, width), result })}\n`),
  };
}

async function readEntries(file: string): Promise<[string, WidthResult][]> {
  const text = await readFile(file, "utf8").catch(() => "");
  // the last line may have been cut by the interruption: then that width is trained again
  return text.split("\n").flatMap((line): [string, WidthResult][] => {
    try {
      const { key, result } = JSON.parse(line) as { key: string; result: WidthResult };
      return [[key, result]];
    } catch {
      return [];
    }
  });
}

/** Everything that a width's numbers depend on; which other widths there are is none of it. */
function keyOf({ widths: _, fitFrom: __, ...settings }: CurveSettings, width: number): string {
  const sorted = Object.entries(settings).sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash("sha256")
    .update(JSON.stringify([sorted, width]))
    .digest("hex");
}
