import { Command, CommanderError } from "commander";
import { InputError } from "../errors/index.ts";
import { benchCommand } from "./commands/bench.ts";
import { demoCommand } from "./commands/demo.ts";
import { fitCommand } from "./commands/fit.ts";
import { scoreCommand } from "./commands/score.ts";
import { simulateCommand } from "./commands/simulate.ts";
import { packageVersion } from "./package-version.ts";

const exitOk = 0;
const exitOperational = 1;
const exitBadInput = 2;

// a reader that has seen enough, such as head, is no error
process.stdout.on("error", (error: NodeJS.ErrnoException) =>
  process.exit(error.code === "EPIPE" ? exitOk : exitOperational),
);
process.exitCode = await main(process.argv);

async function main(argv: readonly string[]): Promise<number> {
  const program = new Command("tierwise")
    .description(
      "Send each piece of work to the smallest language model that gets it right, and know what a success costs.",
    )
    .version(packageVersion())
    .showHelpAfterError("(add --help for what there is)")
    .exitOverride()
    // commands may have parts with flags of the same name
    .enablePositionalOptions()
    .addCommand(demoCommand())
    .addCommand(scoreCommand())
    .addCommand(fitCommand())
    .addCommand(benchCommand())
    .addCommand(simulateCommand());
  for (const command of program.commands) command.exitOverride().showHelpAfterError("(add --help for what there is)");
  try {
    await program.parseAsync([...argv]);
    return Number(process.exitCode ?? exitOk);
  } catch (error) {
    return exitCodeFor(error);
  }
}

function exitCodeFor(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitOk : exitBadInput;
  if (InputError.isInstance(error)) {
    process.stderr.write(`tierwise: ${error.message}\n`);
    return exitBadInput;
  }
  process.stderr.write(`tierwise: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return exitOperational;
}
