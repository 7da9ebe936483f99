import { availableParallelism } from "node:os";
import { InputError } from "../../errors/index.ts";
import { type SimulationResult, simulationCsv, simulationJson, simulationTable } from "../../report/index.ts";
import { type Curve, loadProducts, runCurve } from "../../superposition/index.ts";
import { wholeNumber } from "./flags.ts";
import { type Journal, openJournal } from "./journal.ts";
import { type CurveFlags, planCurves } from "./plan-curves.ts";
import { type SimulationProgress, simulationProgress } from "./simulation-progress.ts";
import type { GramPicture, WidthJob, WidthResult } from "./width-job.ts";
import { type WorkerPool, workerPool } from "./worker-pool.ts";
import { writeSimulation } from "./write-simulation.ts";

export interface SimulateFlags extends CurveFlags {
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly out?: string;
  readonly resume?: boolean;
  readonly workers?: string;
}

const exitInterrupted = 130;
const mostWorkers = 64;

/** Trains the curves that the flags ask for and prints what they show. */
export async function runSimulate(flags: SimulateFlags): Promise<void> {
  if (flags.resume && flags.out === undefined)
    throw new InputError("expected --out DIR beside --resume: that is where finished widths are kept", {
      field: "--resume",
    });
  const curves = await planCurves(flags);
  const workers = workerCount(flags.workers);
  // says what is missing before any thread starts
  await loadProducts();
  const journal = flags.out === undefined ? undefined : await openJournal(flags.out, flags.resume === true);
  const { result, pictures } = await simulate({
    preset: flags.preset,
    seed: wholeNumber("seed", flags.seed),
    curves,
    workers,
    ...(journal && { journal }),
  });
  if (flags.out !== undefined) await writeSimulation(flags.out, result, pictures);
  print(result, flags);
  if (result.isInterrupted) {
    process.stderr.write(
      `tierwise: stopped; ${flags.out === undefined ? "name a folder with --out to be able to resume" : "go on with --resume"}\n`,
    );
    process.exitCode = exitInterrupted;
  }
}

function workerCount(flag: string | undefined): number {
  const count = flag === undefined ? availableParallelism() : wholeNumber("workers", flag, 1);
  return Math.min(count, mostWorkers);
}

interface SimulateOptions {
  readonly preset: string;
  readonly seed: number;
  readonly curves: readonly Parameters<typeof runCurve>[0]["settings"][];
  readonly workers: number;
  readonly journal?: Journal;
}

interface Simulated {
  readonly result: SimulationResult;
  /** Of each curve, its narrowest width. */
  readonly pictures: readonly (GramPicture | undefined)[];
}

async function simulate({ preset, seed, curves, workers, journal }: SimulateOptions): Promise<Simulated> {
  const stop = new AbortController();
  const onInterrupt = (): void => stop.abort();
  process.once("SIGINT", onInterrupt);
  const pool = workerPool(workers, stop.signal);
  const progress = await simulationProgress(curves);
  const finished: Curve[] = [];
  const seconds: number[] = [];
  const pictures: (GramPicture | undefined)[] = [];
  try {
    for (const settings of curves) {
      if (stop.signal.aborted) break;
      const startedAt = performance.now();
      const own: GramPicture[] = [];
      const train = async (_: unknown, width: number) => {
        const { point, picture } = await resultOf({ job: { settings, width }, pool, progress, journal });
        own.push(picture);
        return point;
      };
      finished.push(await runCurve({ settings, train, concurrency: workers }));
      seconds.push((performance.now() - startedAt) / 1000);
      pictures.push(own.sort((one, other) => one.width - other.width)[0]);
    }
  } finally {
    process.off("SIGINT", onInterrupt);
    progress.end();
    await pool.stop();
  }
  return { result: { preset, seed, curves: finished, seconds, isInterrupted: stop.signal.aborted }, pictures };
}

interface ResultOptions {
  readonly job: WidthJob;
  readonly pool: WorkerPool;
  readonly progress: SimulationProgress;
  readonly journal: Journal | undefined;
}

async function resultOf({ job, pool, progress, journal }: ResultOptions): Promise<WidthResult> {
  const known = journal?.find(job.settings, job.width);
  const result = known ?? (await pool.train(job, (step) => progress.update(job.settings, step)));
  if (known === undefined) await journal?.keep(job.settings, job.width, result);
  progress.finish(job.settings, job.width);
  return result;
}

function print(result: SimulationResult, { json, csv, out }: SimulateFlags): void {
  if (json) process.stdout.write(`${JSON.stringify(simulationJson(result))}\n`);
  else if (csv) process.stdout.write(simulationCsv(result.curves));
  else process.stdout.write(`${result.curves.map(simulationTable).join("\n\n")}\n`);
  if (out !== undefined) process.stderr.write(`written to ${out}\n`);
}
