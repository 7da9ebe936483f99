import { scoreComplexity } from "../src/complexity/index.ts";
import { quantileOfSorted } from "../src/statistics/index.ts";
import { hostileTexts, message } from "./support/hostile-texts.ts";
import { isQuick, printResult, timeCalls } from "./support/measure.ts";

/** The default scorer at 500 characters, by length, and on a megabyte of hostile text. */
export async function complexityScore(): Promise<void> {
  const short = message.repeat(10).slice(0, 500);
  const base = await timeCalls(() => scoreComplexity(short), isQuick ? 200 : 5000);
  printResult("complexity-score", { text: "500 characters", ...base });
  for (const times of [4, 16, 64]) {
    const text = message.repeat(100 * times).slice(0, 500 * times);
    const timing = await timeCalls(() => scoreComplexity(text), isQuick ? 20 : 500);
    const perCharacterRatio = Math.round((100 * timing.p50Us) / times / base.p50Us) / 100;
    printResult("complexity-score", { text: `${500 * times} characters`, ...timing, perCharacterRatio });
  }
  for (const [name, text] of Object.entries(hostileTexts)) {
    const times = Float64Array.from({ length: isQuick ? 2 : 9 }, () => {
      const startedAt = performance.now();
      scoreComplexity(text);
      return performance.now() - startedAt;
    }).sort();
    printResult("complexity-score", {
      text: name,
      characters: text.length,
      p50Ms: Math.round(10 * quantileOfSorted(times, 0.5)) / 10,
    });
  }
}
