import { readFile } from "node:fs/promises";
import { estimateRequest, fitScorer, readScorer } from "../src/estimation/index.ts";
import type { MatrixRow } from "../src/matrix/index.ts";
import { packageFile } from "../src/models/index.ts";
import { quantileOfSorted, randomSource } from "../src/statistics/index.ts";
import { hostileTexts } from "./support/hostile-texts.ts";
import { isQuick, printResult, timeCalls } from "./support/measure.ts";

const arms = ["mixtral-8x7b-instruct-v0.1", "gpt-4-1106-preview"] as const;
const question = "A shop sells pens at 3 dollars each and Tom buys 4 of them with a 20 dollar note; how much is left? ";

/** The shipped scorer on requests of several lengths and on a megabyte of hostile text, and a fit of 10,000 rows × 10 arms. */
export async function successEstimate(): Promise<void> {
  const file = packageFile("fixtures", "estimation", "default.scorer.json");
  const scorer = readScorer(await readFile(file, "utf8"), file);
  const ask = (text: string): number => {
    const estimate = estimateRequest(scorer, text);
    return estimate.success(arms[0]) + estimate.uplift(...arms);
  };
  const short = question.repeat(5).slice(0, 500);
  const base = await timeCalls(() => ask(short), isQuick ? 200 : 5000);
  printResult("success-estimate", { text: "500 characters", ...base });
  for (const times of [4, 16, 64]) {
    const text = question.repeat(5 * times).slice(0, 500 * times);
    const timing = await timeCalls(() => ask(text), isQuick ? 20 : 500);
    const perCharacterRatio = Math.round((100 * timing.p50Us) / times / base.p50Us) / 100;
    printResult("success-estimate", { text: `${500 * times} characters`, ...timing, perCharacterRatio });
  }
  for (const [name, text] of Object.entries(hostileTexts)) {
    const times = Float64Array.from({ length: isQuick ? 2 : 9 }, () => {
      const startedAt = performance.now();
      ask(text);
      return performance.now() - startedAt;
    }).sort();
    const p50Ms = Math.round(10 * quantileOfSorted(times, 0.5)) / 10;
    printResult("success-estimate", { text: name, characters: text.length, p50Ms });
  }
  fitting(isQuick ? 1000 : 10_000);
}

function fitting(rowCount: number): void {
  const rows = madeUpRows(rowCount);
  const startedAt = performance.now();
  fitScorer([{ name: "made-up", rows }], { fittedOn: { hash: "", rows: rowCount, sources: [] } });
  printResult("success-fit", {
    rows: rowCount,
    arms: 10,
    seconds: Math.round((performance.now() - startedAt) / 100) / 10,
    residentMb: Math.round(process.memoryUsage().rss / 1e6),
  });
}

/** Requests of about 500 characters from a vocabulary of 5,000 made-up words. */
function madeUpRows(count: number): MatrixRow[] {
  const random = randomSource(3);
  const word = (): string => `w${random.integer(5000).toString(36)}`;
  return Array.from({ length: count }, (_, index) => ({
    id: String(index),
    prompt: Array.from({ length: 110 }, word).join(" "),
    outcomes: Object.fromEntries(
      Array.from({ length: 10 }, (_, arm) => [
        `arm-${arm}`,
        { score: Number(random.next() < 0.3 + 0.06 * arm), costUsd: null, inputTokens: null, outputTokens: null },
      ]),
    ),
  }));
}
