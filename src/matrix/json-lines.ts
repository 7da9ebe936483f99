import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { InputError } from "../errors/index.ts";

export interface JsonLine {
  /** 1-based. */
  readonly line: number;
  readonly value: Record<string, unknown>;
}

/**
 * The objects of a JSON Lines file (gzip when its name ends in `.gz`), one at a time, blank lines skipped.
 *
 * @throws InputError naming file and line when the file cannot be read or a line is not a JSON object.
 */
export function readJsonLines(file: string): AsyncGenerator<JsonLine> {
  const source = createReadStream(file);
  if (!file.endsWith(".gz")) return readJsonLinesFrom(source, file);
  const unpacked = source.pipe(createGunzip());
  source.once("error", (error) => unpacked.destroy(error));
  return readJsonLinesFrom(unpacked, file);
}

/** The same from an open stream; `name` stands for the file in errors. */
export async function* readJsonLinesFrom(stream: Readable, name: string): AsyncGenerator<JsonLine> {
  let line = 0;
  for await (const read of textLines(stream, name)) {
    line++;
    // some editors begin a file with a byte order mark
    const text = line === 1 && read.startsWith("\ufeff") ? read.slice(1) : read;
    if (text.trim() !== "") yield { line, value: parseObject(text, { file: name, line }) };
  }
}

/** One line of JSON Lines as an object. */
export function parseObject(text: string, location: { file?: string; line?: number }): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new InputError(`expected one JSON object per line, but this is not JSON (${messageOf(cause)})`, location, {
      cause,
    });
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new InputError(`expected a JSON object, got ${Array.isArray(value) ? "an array" : typeof value}`, location);
  }
  return value as Record<string, unknown>;
}

async function* textLines(stream: Readable, name: string): AsyncGenerator<string> {
  // readline alone would lose the stream's error and end quietly
  const failure = new Promise<never>((_, reject) => stream.once("error", reject));
  failure.catch(() => undefined);
  const reader = createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY });
  stream.once("error", () => reader.close());
  try {
    for await (const text of reader) yield text;
    if (stream.errored) await failure;
  } catch (cause) {
    throw new InputError(`the file cannot be read (${messageOf(cause)})`, { file: name }, { cause });
  } finally {
    stream.destroy();
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
