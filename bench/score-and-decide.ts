import { shippedPolicy } from "../evals/support/demo.ts";
import { supportSuite } from "../evals/support/suite.ts";
import { scoreComplexity } from "../src/complexity/index.ts";
import { readCases } from "../src/evaluation/index.ts";
import { packageFile } from "../src/models/index.ts";
import { isQuick, printResult, timeCalls } from "./support/measure.ts";

/** Complexity and decision for one request of the support suite. */
export async function scoreAndDecide(): Promise<void> {
  const cases = await readCases(supportSuite, packageFile("evals", "support", "cases.jsonl"));
  const { policy } = await shippedPolicy();
  const call = (run: number): unknown => {
    const { input, risk } = cases[run % cases.length]!;
    return policy.decide({ complexity: scoreComplexity(input).score, promptLength: input.length, risk });
  };
  printResult("score-and-decide", await timeCalls(call, isQuick ? 200 : 5000));
}
