/**
 * Judges the success estimator on recorded outcomes that it was not fitted on:
 * `npx tsx scripts/estimation/judge.ts --data DIR [--seeds 1,2,3] [--fitted 0.6] [--leave-out source|task]`.
 * Without --leave-out a share of every matrix is fitted on and the rest judged, near-duplicates kept together; with it, each
 * source or task in turn is judged by a scorer that saw nothing of it. Prints one JSON object a task and one a run.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { matrixName, pairBeside, readTasks } from "../../src/cli/read-tasks.ts";
import {
  type ArmPair,
  benchScorer,
  fitScorer,
  groupRows,
  type JudgedTask,
  meanFigures,
} from "../../src/estimation/index.ts";
import type { MatrixRow } from "../../src/matrix/index.ts";
import { randomSource } from "../../src/statistics/index.ts";

interface Part {
  readonly name: string;
  readonly rows: readonly MatrixRow[];
  readonly groups: Int32Array;
  readonly pair: ArmPair;
}

const { values } = parseArgs({
  options: {
    data: { type: "string" },
    seeds: { type: "string", default: "1" },
    fitted: { type: "string", default: "0.6" },
    "leave-out": { type: "string" },
  },
});
if (values.data === undefined) throw new Error("expected --data DIR, a folder of outcome matrices");
const parts = await readParts(values.data);
const leaveOut = values["leave-out"];
if (leaveOut === undefined) for (const seed of values.seeds.split(",")) printRun({ seed }, splitRun(Number(seed)));
else printRun({ leaveOut }, [...new Set(parts.map(unitOf))].flatMap(leftOutRun));

async function readParts(folder: string): Promise<Part[]> {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".jsonl.gz"))
    .sort()
    .map((name) => join(folder, name));
  const tasks = await readTasks(files, () => undefined);
  const groups = groupRows(tasks);
  const read: Part[] = [];
  for (const [index, { file, rows }] of tasks.entries()) {
    const pair = await pairBeside(file);
    if (pair) read.push({ name: matrixName(file), rows, pair, groups: groups[index]! });
  }
  return read;
}

function splitRun(seed: number): JudgedTask[] {
  const random = randomSource(seed);
  const isFitted = new Map<number, boolean>();
  for (const group of parts.flatMap(({ groups }) => [...groups])) {
    if (!isFitted.has(group)) isFitted.set(group, random.next() < Number(values.fitted));
  }
  return judged(
    parts.map((part) => withRows(part, (row) => isFitted.get(part.groups[row]!)!)),
    parts.map((part) => withRows(part, (row) => !isFitted.get(part.groups[row]!)!)),
  );
}

function leftOutRun(unit: string): JudgedTask[] {
  const out = parts.filter((part) => unitOf(part) === unit);
  const seen = new Set(out.flatMap(({ groups }) => [...groups]));
  const others = parts.filter((part) => unitOf(part) !== unit);
  return judged(
    others.map((part) => withRows(part, (row) => !seen.has(part.groups[row]!))),
    out,
  );
}

function unitOf({ name }: Part): string {
  return leaveOut === "source" ? name.split("__", 1)[0]! : name;
}

function withRows(part: Part, holds: (row: number) => boolean): Part {
  return { ...part, rows: part.rows.filter((_, row) => holds(row)) };
}

function judged(fitted: readonly Part[], left: readonly Part[]): JudgedTask[] {
  const scorer = fitScorer(
    fitted.filter(({ rows }) => rows.length > 0),
    { fittedOn: { hash: "", rows: 0, sources: [] } },
  );
  const tasks = left.map(({ name, rows, pair }) => ({ name, rows, pairs: [pair] }));
  return [...benchScorer(scorer, tasks, { resamples: 200 }).tasks];
}

function printRun(what: object, tasks: readonly JudgedTask[]): void {
  for (const task of tasks) process.stdout.write(`${JSON.stringify({ ...what, ...task })}\n`);
  process.stdout.write(`${JSON.stringify({ ...what, mean: meanFigures(tasks) })}\n`);
}
