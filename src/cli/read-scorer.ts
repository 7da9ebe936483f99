import { readFile } from "node:fs/promises";
import { InputError } from "../errors/index.ts";
import { loadDefaultScorer, readScorer, type Scorer } from "../estimation/index.ts";

/**
 * Reads a scorer file; `default` names the one that ships.
 *
 * @throws InputError when it cannot be read or is no sound scorer of this version.
 */
export async function readScorerFile(file: string): Promise<Scorer> {
  if (file === "default") return loadDefaultScorer();
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    throw new InputError(`the file cannot be read (${(error as Error).message})`, { file }, { cause: error });
  }
  return readScorer(text, file);
}
