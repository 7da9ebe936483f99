import { Command } from "commander";
import type { AnalyzeFlags } from "../simulate/run-analyze.ts";
import type { GeometryFlags } from "../simulate/run-geometry.ts";
import type { InterferenceFlags } from "../simulate/run-interference.ts";
import type { SimulateFlags } from "../simulate/run-simulate.ts";

/** `tierwise simulate`: toy models of superposition, trained and measured. */
export function simulateCommand(): Command {
  const command = new Command("simulate")
    // flags after the name of a part belong to the part
    .enablePositionalOptions()
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
    .option("--lab", "open a page in your browser, on this machine only, where a model trains as you watch")
    .option("--port <n>", "port of the page; any free one by default", "0")
    .action(async (flags: SimulateFlags & { lab?: boolean; port: string }) => {
      // loaded here, so that --help needs neither plots nor worker threads
      if (flags.lab) return (await import("../lab/run-lab.ts")).runLab(flags);
      await (await import("../simulate/run-simulate.ts")).runSimulate(flags);
    });
  for (const part of [analyzeCommand(), geometryCommand(), interferenceCommand()]) {
    command.addCommand(part.exitOverride().showHelpAfterError("(add --help for what there is)"));
  }
  return command;
}

const obtain = `
A real model's matrix: the output layer is usually lm_head.weight, or where it is tied to the input the embedding
(model.embed_tokens.weight, wte.weight, gpt_neox.embed_in.weight). Download the model's .safetensors file from where it is
published, for example with "huggingface-cli download MODEL model.safetensors"; of a sharded model, the index file
model.safetensors.index.json says which shard holds the tensor. Or save any matrix with numpy.save.`;

function analyzeCommand(): Command {
  return new Command("analyze")
    .description(
      "how the rows of a real model's matrix overlap, against 1/m and the Welch bound; reads .safetensors and .npy of any size",
    )
    .argument("<file>", "a .safetensors or .npy file")
    .option("--tensor <name>", "which matrix of a .safetensors file, such as lm_head.weight")
    .option("--exact-up-to <m>", "widest matrix that is not sampled", "4096")
    .option("--sampled-rows <n>", "rows drawn where it is", "1000")
    .option("--seed <number>", "of the draw", "1")
    .option("--json", "print one JSON object")
    .addHelpText("after", obtain)
    .action(async (file: string, _: unknown, self: Command) => {
      const { runAnalyze } = await import("../simulate/run-analyze.ts");
      await runAnalyze(file, self.opts<AnalyzeFlags>());
    });
}

function geometryCommand(): Command {
  return new Command("geometry")
    .description("a demonstration of how features share few dimensions (Elhage et al. 2022), as JSON")
    .argument("<name>", "its name; a wrong one lists them")
    .option("--seed <number>", "fixes everything random", "1")
    .option("--out <dir>", "draw pictures there")
    .action(async (name: string, _: unknown, self: Command) => {
      const { runGeometry } = await import("../simulate/run-geometry.ts");
      await runGeometry(name, self.opts<GeometryFlags>());
    });
}

function interferenceCommand(): Command {
  return new Command("interference")
    .description("what bottlenecks of several widths make of K concepts at once, measured on trained models")
    .requiredOption("--concepts <k...>", "numbers of concepts active at once")
    .option("--widths <m...>", "widths of the bottleneck")
    .option("--features <n>", "how many concepts there are")
    .option("--steps <n>", "steps of training")
    .option("--seed <number>", "fixes everything random", "1")
    .option("--json", "print one JSON object")
    .action(async (_: unknown, self: Command) => {
      const { runInterference } = await import("../simulate/run-interference.ts");
      await runInterference(self.opts<InterferenceFlags>());
    });
}
