import { InputError } from "../../errors/index.ts";
import type { ByteSource } from "./byte-source.ts";
import { bytesPerNumber, type MatrixLayout, type NumberFormat } from "./matrix-layout.ts";

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
const formats: Readonly<Record<string, NumberFormat>> = { "<f8": "F64", "<f4": "F32", "<f2": "F16" };
const longestHeader = 65_536;

export function isNpy(start: Uint8Array): boolean {
  return magic.every((byte, index) => start[index] === byte);
}

/** Finds the matrix of a NumPy file. @throws InputError for anything but a whole matrix of little-endian floats in C order. */
export async function findArray(source: ByteSource): Promise<MatrixLayout> {
  const file = source.name;
  const start = await source.read(0, 12);
  if (start.length < 12) throw new InputError(`expected an npy file, got only ${source.size} bytes`, { file });
  const view = new DataView(start.buffer, start.byteOffset, start.byteLength);
  const [lengthSize, length] = start[6] === 1 ? [2, view.getUint16(8, true)] : [4, view.getUint32(8, true)];
  const dataStart = 8 + lengthSize + length;
  if (length > longestHeader || dataStart > source.size)
    throw new InputError(`expected a header within the file of ${source.size} bytes, got one of ${length} bytes`, {
      file,
    });
  const header = new TextDecoder("latin1").decode(await source.read(8 + lengthSize, length));
  const descr = /'descr':\s*'([^']*)'/.exec(header)?.[1];
  const format = formats[descr ?? ""];
  if (format === undefined)
    throw new InputError(`expected numbers as ${Object.keys(formats).join(", ")}, got ${descr ?? "none"}`, { file });
  if (!/'fortran_order':\s*False/.test(header))
    throw new InputError(
      "expected rows one after another (C order), got Fortran order; save numpy.ascontiguousarray of it",
      { file },
    );
  const [, first, second] = /'shape':\s*\((\d{1,15}),\s*(\d{1,15}),?\s*\)/.exec(header) ?? [];
  const [rows, columns] = [Number(first), Number(second)];
  if (!(rows > 0 && columns > 0))
    throw new InputError(`expected a matrix with rows and columns, got ${header.slice(0, 80)}`, { file });
  if (rows * columns * bytesPerNumber[format] !== source.size - dataStart)
    throw new InputError(
      `expected ${rows} × ${columns} numbers of ${bytesPerNumber[format]} bytes, got ${source.size - dataStart} bytes`,
      { file },
    );
  return { tensor: "array", rows, columns, format, offset: dataStart };
}
