import { Command } from "commander";
import { InputError } from "../../errors/index.ts";
import {
  type ArmPair,
  type BenchResult,
  type BenchTask,
  benchFolds,
  benchScorer,
  estimateRequest,
  meanFigures,
  requestText,
  type Scorer,
} from "../../estimation/index.ts";
import { matrixHash } from "../../matrix/index.ts";
import { quantileOfSorted } from "../../statistics/index.ts";
import { benchProse } from "../bench-prose.ts";
import { asFolds, asSeed, asSuccessAt } from "../number-flags.ts";
import { progressLine } from "../progress.ts";
import { readScorerFile } from "../read-scorer.ts";
import { pairBeside, readTasks } from "../read-tasks.ts";

interface BenchFlags {
  readonly matrix: readonly string[];
  readonly scorer?: string;
  readonly pair?: readonly string[];
  readonly folds?: number;
  readonly seed: number;
  readonly successAt: number;
  readonly json?: boolean;
}

/** `tierwise bench`: how well a scorer routes cases that it was not fitted on. */
export function benchCommand(): Command {
  return new Command("bench")
    .description("measure routing quality on cases the scorer was not fitted on")
    .requiredOption("--matrix <files...>", "outcome matrices (JSON Lines, .gz too)")
    .option("--scorer <path>", "scorer file to judge, or `default` for the one that ships")
    .option("--pair <weak,strong...>", "two arms to route between; may be repeated")
    .option("--folds <number>", "instead of --scorer: fit and judge by grouped cross-validation", asFolds)
    .option("--success-at <score>", "score from which an answer is a success", asSuccessAt, 1)
    .option("--seed <number>", "fixes folds and intervals", asSeed, 1)
    .option("--json", "machine output on stdout")
    .action(async (flags: BenchFlags) => {
      if ((flags.scorer === undefined) === (flags.folds === undefined)) {
        throw new InputError("expected either --scorer FILE or --folds K: a scorer is judged on cases it never saw");
      }
      const { tasks, tasksRead, scorer } = await inputs(flags);
      checkPairs(flags.pair?.map(asPair) ?? [], tasks);
      const result = await judged(flags, tasks, scorer, tasksRead);
      if (result.tasks.length === 0) throw nothingJudged(result);
      process.stdout.write(
        flags.json ? `${JSON.stringify(machineOutput(result, tasks, scorer))}\n` : benchProse(result),
      );
    });
}

async function inputs({ matrix, scorer: scorerFile, pair }: BenchFlags) {
  const progress = await progressLine();
  try {
    const parts = await readTasks(matrix, (done, total) => progress.update(`reading ${done} of ${total} matrices`));
    const pairs = pair?.map(asPair);
    const tasks: BenchTask[] = [];
    for (const { task, file, rows } of parts) {
      const beside = pairs ? undefined : await pairBeside(file);
      tasks.push({ name: task, rows, pairs: pairs ?? (beside ? [beside] : []) });
    }
    const scorer = scorerFile === undefined ? undefined : await readScorerFile(scorerFile);
    return { tasks, tasksRead: parts, scorer };
  } finally {
    progress.end();
  }
}

async function judged(
  { folds, seed, successAt }: BenchFlags,
  tasks: readonly BenchTask[],
  scorer: Scorer | undefined,
  parts: Awaited<ReturnType<typeof readTasks>>,
): Promise<BenchResult> {
  if (scorer) return benchScorer(scorer, tasks, { successAt, seed });
  const progress = await progressLine();
  try {
    const fittedOn = {
      hash: matrixHash(parts.map(({ rows }) => rows)),
      rows: parts.reduce((sum, { rows }) => sum + rows.length, 0),
      sources: parts.map(({ task, rows }) => ({ name: task, rows: rows.length })),
    };
    return benchFolds(
      tasks,
      folds!,
      { fittedOn, seed, successAt },
      {
        successAt,
        seed,
        onProgress: (done, total) => progress.update(`fold ${done + 1} of ${total}`),
      },
    );
  } finally {
    progress.end();
  }
}

/** A pair that no matrix has is a slip of the pen; one that only some have is judged there. */
function checkPairs(pairs: readonly ArmPair[], tasks: readonly BenchTask[]): void {
  const arms = new Set(tasks.flatMap(({ rows }) => rows.flatMap(({ outcomes }) => Object.keys(outcomes))));
  const unknown = pairs.flatMap(({ weak, strong }) => [weak, strong]).find((arm) => !arms.has(arm));
  if (unknown === undefined) return;
  throw new InputError(`--pair names ${unknown}, but the arms of the matrices are ${[...arms].join(", ")}`);
}

function nothingJudged({ fittedRows }: BenchResult): InputError {
  return new InputError(
    fittedRows > 0
      ? `expected cases that the scorer was not fitted on, but all ${fittedRows} were; judge on others or with --folds`
      : "expected a matrix with two arms that have scores, got none",
  );
}

function asPair(text: string): ArmPair {
  const [weak = "", strong = "", ...rest] = text.split(",").map((arm) => arm.trim());
  if (weak === "" || strong === "" || rest.length > 0 || weak === strong) {
    throw new InputError(`expected --pair WEAK,STRONG with two different arms, got "${text}"`);
  }
  return { weak, strong };
}

function machineOutput(
  { tasks, fittedRows }: BenchResult,
  judgedTasks: readonly BenchTask[],
  scorer: Scorer | undefined,
): object {
  return {
    v: 1,
    tasks,
    mean: meanFigures(tasks),
    fittedRows,
    run: scorer ? timings(scorer, judgedTasks) : { p50Us: null, p99Us: null },
  };
}

const timedRequests = 2000;

/** Microseconds to read a request and answer for one pair, over the judged requests. */
function timings(scorer: Scorer, tasks: readonly BenchTask[]): { p50Us: number | null; p99Us: number | null } {
  const requests = tasks.flatMap(({ rows }) => rows);
  const arm = scorer.kinds[0]?.arms[0];
  if (requests.length === 0 || arm === undefined) return { p50Us: null, p99Us: null };
  const times = new Float64Array(timedRequests);
  for (let run = 0; run < timedRequests; run++) {
    const text = requestText(requests[(run * 7919) % requests.length]!);
    const startedAt = performance.now();
    estimateRequest(scorer, text).success(arm);
    times[run] = (performance.now() - startedAt) * 1000;
  }
  times.sort();
  return { p50Us: Math.round(quantileOfSorted(times, 0.5)), p99Us: Math.round(quantileOfSorted(times, 0.99)) };
}
