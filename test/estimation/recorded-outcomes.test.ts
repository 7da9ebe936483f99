import { join } from "node:path";
import { describe, expect } from "vitest";
import { type BenchTask, benchFolds, meanFigures } from "../../src/estimation/index.ts";
import { readMatrix } from "../../src/matrix/index.ts";
import { outcomesFolder, testWithOutcomes } from "../support/outcome-data.ts";

const tasks = [
  ["routellm__gsm8k", "mixtral-8x7b-instruct-v0.1", "gpt-4-1106-preview"],
  ["geminibench__svamp", "mixtral-8x7b-instruct-v0.1", "gpt-4-1106-preview"],
  ["zeroshotfinance__finer_ner", "gpt-3.5-turbo-0301", "gpt-4-0613"],
  ["zeroeval__crux", "llama-3.1-8b-instruct", "llama-3.1-70b-instruct"],
] as const;

describe("recorded outcomes of real models, each case judged by a scorer that never saw it", () => {
  testWithOutcomes(
    "the estimate routes better than chance and than length, and an answer once given says more",
    async () => {
      const read = await Promise.all(
        tasks.map(async ([name, weak, strong]): Promise<BenchTask> => {
          const { rows } = await readMatrix(join(outcomesFolder, `${name}.jsonl.gz`));
          return { name, rows, pairs: [{ weak, strong }] };
        }),
      );
      const fittedOn = { hash: "", rows: 0, sources: [] };
      const { tasks: judged } = benchFolds(read, 2, { fittedOn }, { resamples: 50 });
      const { apgr, apgrLength } = meanFigures(judged);
      // one split of these four tasks has a standard deviation of about 0.01
      expect(apgr).toBeGreaterThan(0.55);
      expect(apgr! - apgrLength!).toBeGreaterThan(0.02);
      const answers = judged.flatMap(({ afterCall }) => afterCall ?? []);
      expect(answers).toHaveLength(4);
      const gains = answers.map(({ alone, before }) => alone.auroc! - before.auroc!);
      expect(gains.reduce((sum, gain) => sum + gain, 0) / gains.length).toBeGreaterThan(0.03);
    },
    180_000,
  );
});
