import { InputError, showValue } from "../../errors/index.ts";
import type { ByteSource } from "./byte-source.ts";
import { bytesPerNumber, type MatrixLayout, type NumberFormat } from "./matrix-layout.ts";

interface TensorEntry {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

const lengthBytes = 8;
/** Hugging Face's own reader refuses longer ones too. */
const longestHeader = 100_000_000;
const otherSizes: Readonly<Record<string, number>> = {
  BOOL: 1,
  U8: 1,
  I8: 1,
  F8_E4M3: 1,
  F8_E5M2: 1,
  I16: 2,
  U16: 2,
  I32: 4,
  U32: 4,
  I64: 8,
  U64: 8,
};

/**
 * Finds a matrix in a safetensors file: eight bytes of header length, a JSON header, the numbers. The header is checked in
 * full against the size of the file before anything of the size it claims is allocated.
 * @throws InputError for a header that is cut off, lies about lengths or offsets, or has no such matrix.
 */
export async function findTensor(source: ByteSource, tensor: string | undefined): Promise<MatrixLayout> {
  const dataStart = lengthBytes + (await headerLength(source));
  const entries = await readEntries(source, dataStart);
  checkOffsets(source, entries, dataStart);
  return layoutOf(source, chosenEntry(source, entries, tensor), dataStart);
}

async function headerLength(source: ByteSource): Promise<number> {
  const file = source.name;
  if (source.size < lengthBytes + 2)
    throw new InputError(`expected a safetensors file, got only ${source.size} bytes`, { file });
  const bytes = await source.read(0, lengthBytes);
  const length = new DataView(bytes.buffer, bytes.byteOffset, lengthBytes).getBigUint64(0, true);
  if (length > BigInt(longestHeader) || Number(length) > source.size - lengthBytes)
    throw new InputError(
      `expected a header that fits in the file of ${source.size} bytes, got one of ${length} bytes; the file is cut off or no safetensors file`,
      { file },
    );
  return Number(length);
}

async function readEntries(source: ByteSource, dataStart: number): Promise<TensorEntry[]> {
  const file = source.name;
  const bytes = await source.read(lengthBytes, dataStart - lengthBytes);
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new InputError(`expected a JSON header, got ${(cause as Error).message}`, { file }, { cause });
  }
  if (typeof header !== "object" || header === null || Array.isArray(header))
    throw new InputError(`expected an object of tensors in the header, got ${showValue(header)}`, { file });
  return Object.entries(header)
    .filter(([name]) => name !== "__metadata__")
    .map(([name, value]) => entryOf(name, value, file));
}

function entryOf(name: string, value: unknown, file: string): TensorEntry {
  const { dtype, shape, data_offsets: offsets } = (value ?? {}) as Record<string, unknown>;
  const place = { file, field: name };
  if (typeof dtype !== "string") throw new InputError(`expected a dtype, got ${showValue(dtype)}`, place);
  if (!isCountList(shape)) throw new InputError(`expected a shape of whole numbers, got ${showValue(shape)}`, place);
  if (!isCountList(offsets) || offsets.length !== 2 || offsets[0]! > offsets[1]!)
    throw new InputError(`expected two data offsets in order, got ${showValue(offsets)}`, place);
  return { name, dtype, shape, begin: offsets[0]!, end: offsets[1]! };
}

function isCountList(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => Number.isSafeInteger(item) && item >= 0);
}

function checkOffsets(source: ByteSource, entries: readonly TensorEntry[], dataStart: number): void {
  const file = source.name;
  let reached = 0;
  for (const entry of [...entries].sort((one, other) => one.begin - other.begin || one.end - other.end)) {
    const { name, dtype, shape, begin, end } = entry;
    if (end > source.size - dataStart)
      throw new InputError(`expected data within the file's ${source.size - dataStart} bytes, got an end of ${end}`, {
        file,
        field: name,
      });
    if (begin < reached)
      throw new InputError(
        `expected data after byte ${reached}, got a begin of ${begin}: it overlaps another tensor's`,
        { file, field: name },
      );
    const size = bytesPerNumber[dtype as NumberFormat] ?? otherSizes[dtype];
    const count = shape.reduce((product, side) => product * side, 1);
    if (size !== undefined && end - begin !== count * size)
      throw new InputError(
        `expected ${count * size} bytes for ${dtype} of shape ${showValue(shape)}, got ${end - begin}`,
        { file, field: name },
      );
    reached = end;
  }
}

function chosenEntry(source: ByteSource, entries: readonly TensorEntry[], tensor: string | undefined): TensorEntry {
  const matrices = entries.filter(({ shape }) => shape.length === 2);
  const names = matrices.map(({ name }) => name);
  const some =
    names.length > 8 ? `${names.slice(0, 8).join(", ")} and ${names.length - 8} more` : names.join(", ") || "none";
  const chosen =
    tensor === undefined
      ? matrices.length === 1
        ? matrices[0]
        : undefined
      : entries.find(({ name }) => name === tensor);
  if (chosen) return chosen;
  const got = tensor === undefined ? `${matrices.length} of them; name one with --tensor` : `"${tensor}"`;
  throw new InputError(`expected the name of a matrix in the file (${some}), got ${got}`, {
    file: source.name,
    field: "--tensor",
  });
}

function layoutOf(source: ByteSource, { name, dtype, shape, begin }: TensorEntry, dataStart: number): MatrixLayout {
  const place = { file: source.name, field: name };
  if (!(dtype in bytesPerNumber))
    throw new InputError(`expected numbers as ${Object.keys(bytesPerNumber).join(", ")}, got ${dtype}`, place);
  if (shape.length !== 2 || shape.includes(0))
    throw new InputError(`expected a matrix with rows and columns, got shape ${showValue(shape)}`, place);
  return {
    tensor: name,
    rows: shape[0]!,
    columns: shape[1]!,
    format: dtype as NumberFormat,
    offset: dataStart + begin,
  };
}
