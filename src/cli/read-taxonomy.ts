import { readFile } from "node:fs/promises";
import type { Taxonomy } from "../complexity/index.ts";
import { InputError, showValue } from "../errors/index.ts";

/** Reads the user's own labels. @throws InputError when the file cannot be read or is not `{label: [phrase, …]}`. */
export async function readTaxonomy(file: string): Promise<Taxonomy> {
  const value = await parsed(file);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new InputError(`expected an object of labels, got ${showValue(value)}`, { file });
  }
  for (const [label, phrases] of Object.entries(value)) {
    const isRight = Array.isArray(phrases) && phrases.every((phrase) => typeof phrase === "string");
    if (!isRight) throw new InputError(`expected a list of phrases, got ${showValue(phrases)}`, { file, field: label });
  }
  return value as Taxonomy;
}

async function parsed(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    throw new InputError(`expected a JSON file of labels, got ${(error as Error).message}`, { file });
  }
}
