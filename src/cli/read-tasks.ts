import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { InputError, showValue } from "../errors/index.ts";
import type { ArmPair } from "../estimation/index.ts";
import { type MatrixRow, readMatrix } from "../matrix/index.ts";

/** The rows of one task of one matrix file. */
export interface TaskRows {
  readonly task: string;
  readonly file: string;
  readonly rows: readonly MatrixRow[];
}

/** Reads matrix files and parts them by task: the rows' `task` field, else the file's name. */
export async function readTasks(
  files: readonly string[],
  onFile: (done: number, total: number) => void,
): Promise<TaskRows[]> {
  const parts: TaskRows[] = [];
  for (const [index, file] of files.entries()) {
    if (files.indexOf(file) < index) throw new InputError("expected each matrix once, but it is named twice", { file });
    const { rows } = await readMatrix(file);
    const byTask = new Map<string, MatrixRow[]>();
    for (const row of rows) {
      const task = typeof row.task === "string" && row.task !== "" ? row.task : matrixName(file);
      const own = byTask.get(task);
      if (own) own.push(row);
      else byTask.set(task, [row]);
    }
    for (const [task, own] of byTask) parts.push({ task, file, rows: own });
    onFile(index + 1, files.length);
  }
  return distinctNames(parts);
}

/** File name without its endings. */
export function matrixName(file: string): string {
  return basename(file)
    .replace(/\.gz$/, "")
    .replace(/\.jsonl?$/, "");
}

/** The pair that a `pairs.json` beside the matrix names for it. */
export async function pairBeside(file: string): Promise<ArmPair | undefined> {
  const path = join(dirname(file), "pairs.json");
  if (!existsSync(path)) return undefined;
  const pairs: unknown = parseJson(await readFile(path, "utf8"), path);
  const pair: unknown = (pairs as Record<string, unknown>)[matrixName(file)];
  if (pair === undefined) return undefined;
  const { weak, strong } = pair as Record<string, unknown>;
  if (typeof weak !== "string" || typeof strong !== "string") {
    throw new InputError(`expected {"weak","strong"} with two arms, got ${showValue(pair)}`, {
      file: path,
      field: matrixName(file),
    });
  }
  return { weak, strong };
}

function parseJson(text: string, file: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null) return value;
  } catch {
    // said below
  }
  throw new InputError("expected a JSON object from matrix name to pair", { file });
}

/** Two files may both have a task "gsm8k": then the file's name says which, with the task where the file has several. */
function distinctNames(parts: readonly TaskRows[]): TaskRows[] {
  const filesOf = countsBy(parts, ({ task }) => task);
  const tasksOf = countsBy(parts, ({ file }) => file);
  return parts.map((part) => {
    if (filesOf.get(part.task) === 1) return part;
    const name = matrixName(part.file);
    return { ...part, task: tasksOf.get(part.file) === 1 ? name : `${name}/${part.task}` };
  });
}

function countsBy(parts: readonly TaskRows[], keyOf: (part: TaskRows) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const part of parts) counts.set(keyOf(part), (counts.get(keyOf(part)) ?? 0) + 1);
  return counts;
}
