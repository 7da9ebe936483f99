import { readFile, rename, writeFile } from "node:fs/promises";
import { Command } from "commander";
import { InputError } from "../../errors/index.ts";
import { armsOf, type Scorer, writeScorer } from "../../estimation/index.ts";
import { fitFiles } from "../fit-files.ts";
import { asSeed, asSuccessAt } from "../number-flags.ts";

interface FitFlags {
  readonly matrix: readonly string[];
  readonly out: string;
  readonly licence?: string;
  readonly seed: number;
  readonly successAt: number;
  readonly json?: boolean;
}

/** `tierwise fit`: recorded outcomes in, a calibrated success estimator out. */
export function fitCommand(): Command {
  return new Command("fit")
    .description("fit and calibrate the success estimator on recorded outcomes")
    .requiredOption("--matrix <files...>", "outcome matrices (JSON Lines, .gz too)")
    .requiredOption("--out <path>", "where the scorer file goes")
    .option("--licence <file>", "JSON from matrix name to licence, kept in the scorer's header")
    .option("--success-at <score>", "score from which an answer is a success", asSuccessAt, 1)
    .option("--seed <number>", "fixes the held-out folds", asSeed, 1)
    .option("--json", "machine output on stdout")
    .action(async ({ matrix, out, licence, seed, successAt, json }: FitFlags) => {
      const licences = licence === undefined ? {} : await readLicences(licence);
      const scorer = await fitFiles(matrix, { seed, successAt, licences });
      // beside the target, then moved: an interrupted run leaves no half a scorer
      await writeFile(`${out}.part`, writeScorer(scorer));
      await rename(`${out}.part`, out);
      process.stdout.write(json ? `${JSON.stringify(machineOutput(scorer))}\n` : proseOutput(scorer, out));
    });
}

async function readLicences(file: string): Promise<Record<string, string>> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as Record<string, string>;
  } catch (cause) {
    throw new InputError("expected a JSON object from matrix name to licence", { file }, { cause });
  }
}

function machineOutput(scorer: Scorer): object {
  const { fittedOn, heldOut } = scorer;
  return {
    v: 1,
    rows: fittedOn.rows,
    arms: armsOf(scorer).length,
    hash: fittedOn.hash,
    heldOut: { brier: heldOut.brier, ece: heldOut.ece, auroc: heldOut.auroc, labels: heldOut.labels },
  };
}

function proseOutput(scorer: Scorer, out: string): string {
  const { fittedOn, heldOut, kinds } = scorer;
  const silent = kinds.filter(({ trust }) => trust === 0).map(({ name }) => name);
  return [
    `Fitted on ${fittedOn.rows} rows, ${armsOf(scorer).length} arms, ${kinds.length} kinds of work.`,
    `On held-out folds: Brier ${heldOut.brier.toFixed(3)}, ECE ${heldOut.ece.toFixed(3)}, AUROC ${heldOut.auroc?.toFixed(3) ?? "unknown"}.`,
    ...(silent.length > 0
      ? [`The text of a request says nothing on: ${silent.join(", ")}. There no router beats the best fixed model.`]
      : []),
    `Scorer: ${out}`,
    "",
  ].join("\n");
}
