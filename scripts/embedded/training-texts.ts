import { readdirSync, readFileSync } from "node:fs";
import { type Concern, concerns } from "../../evals/support/concerns.ts";
import { InputError } from "../../src/errors/index.ts";
import { packageFile } from "../../src/models/index.ts";

/** `-`, `0` or `+`. */
export type Mark = "-" | "0" | "+";

/** A piece of a message: one to three sentences and what they raise. */
export interface Passage {
  readonly text: string;
  readonly mark: Mark;
  readonly concerns: readonly Concern[];
}

export interface TrainingTexts {
  /** By concern: passages that raise it and nothing else. */
  readonly single: ReadonlyMap<Concern, readonly Passage[]>;
  /** Passages that raise two or three concerns in one breath. */
  readonly mixed: readonly Passage[];
  /** Complete messages, everyday talk included. */
  readonly whole: readonly Passage[];
  /** Sentences that raise nothing. */
  readonly neutral: readonly string[];
}

const folder = packageFile("fixtures", "embedded");

/** The bundled training texts. @throws InputError naming file and line of a passage that is not in the expected form. */
export function readTrainingTexts(): TrainingTexts {
  const single = new Map(concerns.map((concern) => [concern, readSingle(concern)]));
  return {
    single,
    mixed: readAll("mixed-"),
    whole: readAll("messages-"),
    neutral: filesOf("neutral").flatMap(readLines),
  };
}

/** Every training text as it stands in the files, for checking that evaluation messages are not among them. */
export function allTrainingTexts({ single, mixed, whole, neutral }: TrainingTexts): string[] {
  return [...[...single.values()].flat(), ...mixed, ...whole].map(({ text }) => text).concat(neutral);
}

function readSingle(concern: Concern): Passage[] {
  return ["sentences", "phrases"].flatMap((folderName) => {
    const file = `${folderName}/${concern}.txt`;
    return readLines(file).map((line, index) => ({ ...parseMarked(line, file, index), concerns: [concern] }));
  });
}

function readAll(prefix: string): Passage[] {
  return filesOf(prefix).flatMap(readLabelled);
}

function filesOf(prefix: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith(prefix))
    .sort();
}

function readLabelled(file: string): Passage[] {
  return readLines(file).map((line, index) => {
    const { text: rest, mark } = parseMarked(line, file, index);
    const bar = rest.indexOf(" | ");
    const names = rest.slice(0, bar).split("+");
    const unknown = names.find((name) => !concerns.includes(name as Concern));
    if (bar < 0 || unknown !== undefined) {
      throw new InputError(`expected "mark concern+concern | text", got ${JSON.stringify(line)}`, {
        file,
        line: index + 1,
      });
    }
    return { text: rest.slice(bar + 3), mark, concerns: names as Concern[] };
  });
}

function parseMarked(line: string, file: string, index: number): { text: string; mark: Mark } {
  const [mark, blank] = line;
  if ((mark !== "-" && mark !== "0" && mark !== "+") || blank !== " ") {
    throw new InputError(`expected a line starting with "- ", "0 " or "+ ", got ${JSON.stringify(line)}`, {
      file,
      line: index + 1,
    });
  }
  return { mark, text: line.slice(2).trim() };
}

function readLines(file: string): string[] {
  return readFileSync(`${folder}/${file}`, "utf8")
    .split("\n")
    .filter((line, index, all) => line.trim() !== "" || index < all.length - 1);
}
