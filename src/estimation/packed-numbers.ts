/** Numbers as base64 of their little-endian bytes. */
export function pack(numbers: Float32Array | Uint32Array | Uint8Array | Int8Array): string {
  return Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength).toString("base64");
}

/**
 * Numbers in 8 bits: one scale per block of 256, then a signed byte each. The error is at most 1/254 of the block's largest
 * number, far below the noise of what is fitted.
 */
export function packQuantised(numbers: Float32Array): string {
  const blocks = Math.ceil(numbers.length / blockLength);
  const scales = new Float32Array(blocks);
  const bytes = new Int8Array(numbers.length);
  for (let block = 0; block < blocks; block++) {
    const own = numbers.subarray(block * blockLength, (block + 1) * blockLength);
    const largest = own.reduce((top, value) => Math.max(top, Math.abs(value)), 0);
    const scale = largest / 127;
    scales[block] = scale;
    for (let at = 0; at < own.length; at++) {
      bytes[block * blockLength + at] = scale > 0 ? Math.round(own[at]! / scale) : 0;
    }
  }
  return `${pack(scales)}.${pack(bytes)}`;
}

const blockLength = 256;

export function unpackQuantised(text: string): Float32Array {
  const [scaleText = "", byteText = ""] = text.split(".");
  const scales = unpackFloats(scaleText);
  const bytes = Int8Array.from(Buffer.from(byteText, "base64"), (byte) => (byte << 24) >> 24);
  if (scales.length !== Math.ceil(bytes.length / blockLength)) throw new Error("a table is cut");
  return Float32Array.from(bytes, (byte, at) => byte * scales[Math.floor(at / blockLength)]!);
}

export function unpackBytes(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, "base64"));
}

export function unpackFloats(text: string): Float32Array {
  return new Float32Array(alignedBytes(text));
}

export function unpackIntegers(text: string): Uint32Array {
  return new Uint32Array(alignedBytes(text));
}

/** A copy that starts at a multiple of four: Buffer's own pool does not. */
function alignedBytes(text: string): ArrayBuffer {
  const bytes = Buffer.from(text, "base64");
  if (bytes.length % 4 !== 0) throw new Error("a table is cut");
  return Uint8Array.from(bytes).buffer;
}
