import { readFile } from "node:fs/promises";
import { InputError } from "../errors/index.ts";
import { type Policy, parsePolicy } from "../policy/index.ts";

/** Reads a routing policy. @throws InputError when the file cannot be read or is no sound policy file. */
export async function readPolicy(file: string): Promise<Policy> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    throw new InputError(`expected a policy file, got ${(error as Error).message}`, { file });
  }
  return parsePolicy(text, file).policy;
}
