import { Command } from "commander";
import type { SimulateFlags } from "../simulate/run-simulate.ts";

/** `tierwise simulate`: toy models of superposition, trained and measured. */
export function simulateCommand(): Command {
  return new Command("simulate")
    .description("train toy models of superposition: loss against width, overlaps, and what theory says of both")
    .option("--preset <name>", "quick, laptop, laptop-published-init, paper-small or paper-large", "quick")
    .option("--widths <m...>", "hidden widths, instead of the preset's")
    .option("--alpha <a...>", "data exponents of power-law frequencies")
    .option("--gamma <g...>", "weight decays; negative pulls rows to length 1 (strong superposition)")
    .option("--density <e...>", "expected numbers of active features, E")
    .option("--features <n...>", "numbers of features")
    .option("--data <kind...>", "power, exponential, linear or custom frequencies")
    .option("--scale <s>", "scale of exponential frequencies (400)")
    .option("--frequencies <file>", "your own frequencies, one number per feature")
    .option("--rows <kind>", "free, or unit-sphere: rows kept at length 1")
    .option("--bias-start <kind>", "zero, or normal as in the published code")
    .option("--weight-start <length>", "length of rows at the start")
    .option("--batch <n>", "inputs per step")
    .option("--steps <n>", "steps of training")
    .option("--test-samples <n>", "fresh inputs that the loss is measured on")
    .option("--seed <number>", "fixes everything random", "1")
    .option("--seeds <s...>", "several seeds, a curve for each")
    .option("--workers <n>", "widths trained side by side (as many as there are cores)")
    .option("--out <dir>", "write JSON, CSV and plots there, and each width as soon as it has finished")
    .option("--resume", "go on with the widths that --out does not have yet")
    .option("--json", "print one JSON object")
    .option("--csv", "print one line per width")
    .action(async (flags: SimulateFlags) => {
      // loaded here, so that --help needs neither plots nor worker threads
      const { runSimulate } = await import("../simulate/run-simulate.ts");
      await runSimulate(flags);
    });
}
