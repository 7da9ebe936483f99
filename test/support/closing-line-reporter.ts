import type { Reporter, TestCase, TestModule } from "vitest/node";
import { needsOutcomes } from "./needs-outcomes.ts";

/** Ends the run with one line that a reader of plain logs recognises. */
export default class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string): number => tests.filter((test) => test.result().state === state).length;
    const brokenModules = modules.filter((module) => module.errors().length > 0).length;
    const failed = count("failed") + brokenModules + unhandledErrors.length;
    const skipped = count("skipped");
    const isSkipForbidden = process.env.TIERWISE_REQUIRE_ALL === "1" && tests.some(isSkippedForLack);
    if (isSkipForbidden) process.exitCode = 1;
    // after the default reporter's own summary, which is written in the same turn
    process.once("exit", () => {
      if (isSkipForbidden) process.stdout.write(`\n${skipped} skipped, and TIERWISE_REQUIRE_ALL forbids skipping`);
      process.stdout.write(
        `\n${count("passed")} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}\n`,
      );
    });
  }
}

/** Something that the machine could have is missing; recorded outcomes of real models it may lack. */
function isSkippedForLack(test: TestCase): boolean {
  const result = test.result();
  return result.state === "skipped" && !result.note?.startsWith(needsOutcomes);
}
