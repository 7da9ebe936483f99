import { readFile } from "node:fs/promises";
import { InputError } from "../errors/index.ts";
import { readScorer, type Scorer } from "../estimation/index.ts";
import { packageFile } from "../models/index.ts";

/**
 * Reads a scorer file; `default` names the one that ships.
 *
 * @throws InputError when it cannot be read or is no sound scorer of this version.
 */
export async function readScorerFile(place: string): Promise<Scorer> {
  const file = place === "default" ? packageFile("fixtures", "estimation", "default.scorer.json") : place;
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    throw new InputError(`the file cannot be read (${(error as Error).message})`, { file }, { cause: error });
  }
  return readScorer(text, file);
}
