import type { ByteSource } from "../../../src/superposition/index.ts";

/** Bytes in memory as a file would be read; remembers the largest piece that was asked for. */
export function memorySource(bytes: Uint8Array): ByteSource & { largestRead: () => number } {
  let largest = 0;
  return {
    name: "test.safetensors",
    size: bytes.length,
    read: async (offset, length) => {
      largest = Math.max(largest, length);
      return bytes.slice(offset, offset + length);
    },
    largestRead: () => largest,
  };
}

export interface TestTensor {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

/** A safetensors file of these tensors, one after another. */
export function safetensors(tensors: Readonly<Record<string, TestTensor>>): Uint8Array {
  let end = 0;
  const header = Object.entries(tensors).map(([name, { dtype, shape, bytes }]) => {
    const begin = end;
    end += bytes.length;
    return [name, { dtype, shape, data_offsets: [begin, end] }];
  });
  const entries = { __metadata__: { format: "pt" }, ...Object.fromEntries(header) };
  return withHeader(JSON.stringify(entries), ...Object.values(tensors).map(({ bytes }) => bytes));
}

/** A file with any header, true or not. @param claimed length of the header, its own by default. */
export function withHeader(header: string, ...data: readonly Uint8Array[]): Uint8Array {
  const text = new TextEncoder().encode(header);
  const length = new Uint8Array(8);
  new DataView(length.buffer).setBigUint64(0, BigInt(text.length), true);
  return Uint8Array.from([length, text, ...data].flatMap((part) => [...part]));
}

export function floatBytes(values: Float32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

/** The upper halves of the numbers: bfloat16, cut. */
export function bfloatBytes(values: Float32Array): Uint8Array {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length);
  return new Uint8Array(Uint16Array.from(words, (word) => word >>> 16).buffer);
}

/** A NumPy file, version 1. */
export function npy(values: Float32Array, rows: number, columns: number, order = "False"): Uint8Array {
  const text = `{'descr': '<f4', 'fortran_order': ${order}, 'shape': (${rows}, ${columns}), }`;
  const header = `${text.padEnd(Math.ceil((text.length + 11) / 64) * 64 - 11, " ")}\n`;
  const start = [0x93, ...new TextEncoder().encode("NUMPY"), 1, 0, header.length & 255, header.length >> 8];
  return Uint8Array.from([...start, ...new TextEncoder().encode(header), ...floatBytes(values)]);
}
