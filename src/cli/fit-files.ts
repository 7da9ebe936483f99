import { fitScorer, type Scorer } from "../estimation/index.ts";
import { matrixHash } from "../matrix/index.ts";
import { progressLine } from "./progress.ts";
import { matrixName, readTasks } from "./read-tasks.ts";

export interface FitFilesOptions {
  readonly seed?: number;
  readonly successAt?: number;
  /** Licence of each matrix, by task or file name; kept in the scorer's header. */
  readonly licences?: Readonly<Record<string, string>>;
}

/** Fits a scorer on matrix files, with progress on a terminal. */
export async function fitFiles(files: readonly string[], options: FitFilesOptions = {}): Promise<Scorer> {
  const { seed = 1, successAt = 1, licences = {} } = options;
  const progress = await progressLine();
  try {
    const tasks = await readTasks(files, (done, total) => progress.update(`reading ${done} of ${total} matrices`));
    return fitScorer(
      tasks.map(({ task, rows }) => ({ name: task, rows })),
      {
        seed,
        successAt,
        fittedOn: {
          hash: matrixHash(tasks.map(({ rows }) => rows)),
          rows: tasks.reduce((sum, { rows }) => sum + rows.length, 0),
          sources: tasks.map(({ task, file, rows }) => {
            const licence = licences[task] ?? licences[matrixName(file)];
            return { name: task, rows: rows.length, ...(licence !== undefined && { licence }) };
          }),
        },
        onProgress: (done, total) => progress.update(`fitting ${done} of ${total} kinds of work`),
      },
    );
  } finally {
    progress.end();
  }
}
