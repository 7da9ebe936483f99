import { readFile, rename, writeFile } from "node:fs/promises";
import { Command } from "commander";
import { InputError, showValue } from "../../errors/index.ts";
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
      await writeAside(out, writeScorer(scorer));
      process.stdout.write(json ? `${JSON.stringify(machineOutput(scorer))}\n` : proseOutput(scorer, out));
    });
}

async function writeAside(out: string, text: string): Promise<void> {
  try {
    await writeFile(`${out}.part`, text);
    await rename(`${out}.part`, out);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new InputError(`the scorer cannot be written (${message}); name another place with --out`, {}, { cause });
  }
}

async function readLicences(file: string): Promise<Record<string, string>> {
  const expected = "expected a JSON object from matrix name to licence";
  let value: unknown;
  try {
    value = JSON.parse(await readFile(file, "utf8"));
  } catch (cause) {
    throw new InputError(expected, { file }, { cause });
  }
  if (!isLicences(value)) throw new InputError(`${expected}, got ${showValue(value)}`, { file });
  return value;
}

function isLicences(value: unknown): value is Record<string, string> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((licence) => typeof licence === "string");
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
