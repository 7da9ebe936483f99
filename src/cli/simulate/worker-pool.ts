import { Worker } from "node:worker_threads";
import { InputError } from "../../errors/index.ts";
import type { WidthProgress } from "../../superposition/index.ts";
import type { WidthJob, WidthResult, WorkerMessage } from "./width-job.ts";

/** Threads that train widths side by side. */
export interface WorkerPool {
  /** @throws an AbortError when the pool is stopped meanwhile. */
  train(job: WidthJob, onProgress: (progress: WidthProgress) => void): Promise<WidthResult>;
  /** Ends every thread; trainings that had not finished are lost. */
  stop(): Promise<void>;
}

export function workerPool(size: number, signal: AbortSignal): WorkerPool {
  const idle: Worker[] = [];
  const all = Array.from({ length: size }, () => new Worker(new URL("./simulate-worker.js", import.meta.url)));
  idle.push(...all);
  const waiting: ((worker: Worker) => void)[] = [];
  const acquire = (): Promise<Worker> => {
    const worker = idle.pop();
    return worker ? Promise.resolve(worker) : new Promise((resolve) => waiting.push(resolve));
  };
  const release = (worker: Worker): void => {
    const next = waiting.shift();
    if (next) next(worker);
    else idle.push(worker);
  };
  return {
    train: async (job, onProgress) => {
      const worker = await acquire();
      try {
        return await runJob({ worker, job, onProgress, signal });
      } finally {
        release(worker);
      }
    },
    stop: async () => {
      await Promise.all(all.map((worker) => worker.terminate()));
    },
  };
}

interface JobOptions {
  readonly worker: Worker;
  readonly job: WidthJob;
  readonly onProgress: (progress: WidthProgress) => void;
  readonly signal: AbortSignal;
}

function runJob({ worker, job, onProgress, signal }: JobOptions): Promise<WidthResult> {
  const ended = new AbortController();
  return new Promise<WidthResult>((resolve, reject) => {
    const onMessage = (message: WorkerMessage): void => {
      if (message.kind === "progress") onProgress(message.progress);
      else if (message.kind === "done") resolve(message.result);
      else reject(message.isInput ? new InputError(message.message) : new Error(message.message));
    };
    const onAbort = (): void => reject(new DOMException("The simulation was stopped", "AbortError"));
    worker.on("message", onMessage);
    worker.once("error", reject);
    signal.addEventListener("abort", onAbort, { signal: ended.signal });
    ended.signal.addEventListener("abort", () => {
      worker.off("message", onMessage);
      worker.off("error", reject);
    });
    if (signal.aborted) onAbort();
    else worker.postMessage(job);
  }).finally(() => ended.abort());
}
