import { execFileSync } from "node:child_process";
import { quantileOfSorted } from "../src/statistics/index.ts";
import { isQuick, printResult } from "./support/measure.ts";

/** How long `import "tierwise"` takes in a fresh process, start of Node left out, and beside it `import "zod"`. */
export async function importTime(): Promise<void> {
  for (const name of ["tierwise", "zod"]) {
    const program = `const t = performance.now(); await import(${JSON.stringify(name)}); process.stdout.write(String(performance.now() - t));`;
    const run = (): number =>
      Number(execFileSync(process.execPath, ["--input-type=module", "-e", program], { encoding: "utf8" }));
    const times = Float64Array.from({ length: isQuick ? 3 : 15 }, run).sort();
    printResult("import-time", {
      package: name,
      p50Ms: Math.round(quantileOfSorted(times, 0.5) * 10) / 10,
      runs: times.length,
    });
  }
}
