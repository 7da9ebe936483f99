import { readFile } from "node:fs/promises";
import { readScorer, type Scorer } from "./estimation/index.ts";
import { packageFile } from "./models/index.ts";

let shipped: Promise<Scorer> | undefined;

/**
 * The scorer that ships with the package, read on first use: fitted on recorded outcomes of exams, sums, code and trivia.
 * Fit one of your own as soon as you have outcomes.
 */
export function loadDefaultScorer(): Promise<Scorer> {
  shipped ??= read().catch((error: unknown) => {
    shipped = undefined;
    throw error;
  });
  return shipped;
}

async function read(): Promise<Scorer> {
  const file = packageFile("fixtures", "estimation", "default.scorer.json");
  return readScorer(await readFile(file, "utf8"), file);
}
