import { InputError } from "../../errors/index.ts";
import { labelCount, type Network, type NetworkShape } from "./network.ts";

/**
 * The weights file: the four bytes `TWNN`, format version and header length (unsigned 32-bit, little-endian), the
 * header (JSON: the networks' names and shapes, and what they were trained on), then for each network its arrays in the
 * order of `arraysOf`, each padded to four bytes (int8, or float32 little-endian).
 */
export interface WeightsFile {
  readonly networks: readonly Network[];
  /** What the networks were trained on, and how. */
  readonly training: Readonly<Record<string, unknown>>;
}

interface Header {
  readonly networks: readonly (NetworkShape & { readonly name: string })[];
  readonly training: Readonly<Record<string, unknown>>;
}

const magic = "TWNN";
const version = 1;
const prefixBytes = 12;

/** @throws InputError when the bytes are not a weights file of this version, or are cut short. */
export function parseWeights(bytes: Uint8Array, file = "weights"): WeightsFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < prefixBytes || new TextDecoder().decode(bytes.subarray(0, 4)) !== magic) {
    throw new InputError(`expected a weights file starting with ${magic}; train one with "npm run train:embedded"`, {
      file,
    });
  }
  const found = view.getUint32(4, true);
  if (found !== version)
    throw new InputError(`expected weights format ${version}, got ${found}; update tierwise or train again`, { file });
  const headerBytes = view.getUint32(8, true);
  const header = parseHeader(bytes.subarray(prefixBytes, prefixBytes + headerBytes), file);
  const read = byteReader(bytes, padded(prefixBytes + headerBytes), file);
  return { networks: header.networks.map((shape) => readNetwork(shape, read)), training: header.training };
}

export function serialiseWeights({ networks, training }: WeightsFile): Uint8Array {
  const shapes = networks.map(({ name, width, buckets, hidden, readHeads, actHeads }) => ({
    name,
    width,
    buckets,
    hidden,
    readHeads,
    actHeads,
  }));
  const header = new TextEncoder().encode(JSON.stringify({ networks: shapes, training } satisfies Header));
  const prefix = new Uint8Array(padded(prefixBytes + header.length));
  prefix.set(new TextEncoder().encode(magic));
  const view = new DataView(prefix.buffer);
  view.setUint32(4, version, true);
  view.setUint32(8, header.length, true);
  prefix.set(header, prefixBytes);
  return Buffer.concat([prefix, ...networks.flatMap(arraysOf).map(paddedBytes)]);
}

function arraysOf(network: Network): (Int8Array | Float32Array)[] {
  return [
    network.inputWeights,
    network.inputScales,
    network.mixWeights,
    network.mixBias,
    network.readWeights,
    network.readBias,
    network.planWeights,
    network.planBias,
    network.actWeights,
    network.actBias,
  ];
}

function readNetwork(shape: NetworkShape & { name: string }, read: ByteReader): Network {
  const [readLabels, actLabels] = [labelCount(shape.readHeads), labelCount(shape.actHeads)];
  const said = shape.readHeads[0]?.labels.length ?? 0;
  return {
    ...shape,
    inputWeights: read.int8(shape.buckets * shape.width),
    inputScales: read.float32(shape.width),
    mixWeights: read.float32(shape.width * shape.hidden),
    mixBias: read.float32(shape.hidden),
    readWeights: read.float32(shape.hidden * readLabels),
    readBias: read.float32(readLabels),
    planWeights: read.float32(said * shape.hidden),
    planBias: read.float32(shape.hidden),
    actWeights: read.float32(shape.hidden * actLabels),
    actBias: read.float32(actLabels),
  };
}

function parseHeader(bytes: Uint8Array, file: string): Header {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as Header;
  } catch (cause) {
    throw new InputError("the header is not JSON: the file is damaged; train again", { file }, { cause });
  }
}

interface ByteReader {
  int8(count: number): Int8Array;
  float32(count: number): Float32Array;
}

function byteReader(bytes: Uint8Array, start: number, file: string): ByteReader {
  let offset = start;
  const take = (length: number): ArrayBuffer => {
    const end = offset + length;
    if (end > bytes.length)
      throw new InputError(`expected ${end} bytes, got ${bytes.length}: the file is cut short`, { file });
    // a copy, so that float views are aligned wherever the file's bytes happen to lie
    const part = new Uint8Array(length);
    part.set(bytes.subarray(offset, end));
    offset = padded(end);
    return part.buffer;
  };
  return {
    int8: (count) => new Int8Array(take(count)),
    float32: (count) => new Float32Array(take(count * 4)),
  };
}

function padded(length: number): number {
  return Math.ceil(length / 4) * 4;
}

function paddedBytes(values: Int8Array | Float32Array): Uint8Array {
  const bytes = new Uint8Array(padded(values.byteLength));
  bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  return bytes;
}
