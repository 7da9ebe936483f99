import { Command } from "commander";
import type { DemoFlags } from "./run-demo.ts";

/** `tierwise demo`: the whole main job with no key and no network. */
export function demoCommand(): Command {
  return new Command("demo")
    .description("route the bundled support suite over three embedded models; no key, no network")
    .option("--cases <path>", "run on your own case file in the suite's format")
    .option("--out <path>", "where the report goes", "tierwise-demo.html")
    .option("--json", "print one JSON object instead of the table")
    .option("--seed <number>", "seed of the bootstrap", "1")
    .action(async (flags: DemoFlags) => {
      // loaded here, so that --help needs neither schemas nor plots
      const { runDemo } = await import("./run-demo.ts");
      await runDemo(flags);
    });
}
