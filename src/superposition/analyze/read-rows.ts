import { InputError } from "../../errors/index.ts";
import type { ByteSource } from "./byte-source.ts";
import { bytesPerNumber, type MatrixLayout, type NumberFormat } from "./matrix-layout.ts";

const pieceBytes = 4 * 1024 * 1024;

/** Streams a matrix a few rows at a time, as double precision. Memory stays bounded by the piece, whatever the matrix. */
export async function* readRows(source: ByteSource, layout: MatrixLayout): AsyncGenerator<Float64Array> {
  const { rows, columns, format, offset } = layout;
  const rowBytes = columns * bytesPerNumber[format];
  const rowsPerPiece = Math.max(1, Math.floor(pieceBytes / rowBytes));
  for (let row = 0; row < rows; row += rowsPerPiece) {
    const count = Math.min(rowsPerPiece, rows - row);
    const bytes = await source.read(offset + row * rowBytes, count * rowBytes);
    if (bytes.length < count * rowBytes)
      throw new InputError(
        `expected ${rows} rows, got an end of file in row ${row + Math.floor(bytes.length / rowBytes)}`,
        { file: source.name },
      );
    yield decode(bytes, format);
  }
}

function decode(bytes: Uint8Array, format: NumberFormat): Float64Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = bytesPerNumber[format];
  const values = new Float64Array(bytes.length / size);
  const read = readers[format];
  for (let index = 0; index < values.length; index++) values[index] = read(view, index * size);
  return values;
}

const readers: Readonly<Record<NumberFormat, (view: DataView, at: number) => number>> = {
  F64: (view, at) => view.getFloat64(at, true),
  F32: (view, at) => view.getFloat32(at, true),
  F16: (view, at) => halfToNumber(view.getUint16(at, true)),
  BF16: (view, at) => bfloatToNumber(view.getUint16(at, true)),
};

/** IEEE 754 binary16. */
export function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

const scratch = new DataView(new ArrayBuffer(4));

/** The upper half of a binary32. */
export function bfloatToNumber(bits: number): number {
  scratch.setUint32(0, bits * 65536);
  return scratch.getFloat32(0);
}
