import { describe, expect, test } from "vitest";
import { symmetricEigenvalues } from "../../../src/superposition/analyze/effective-rank.ts";
import { bfloatToNumber, halfToNumber } from "../../../src/superposition/analyze/read-rows.ts";
import { analyzeMatrix, randomSource, rowNorms, rowOverlaps, unitRows } from "../../../src/superposition/index.ts";
import { bfloatBytes, floatBytes, memorySource, npy, safetensors, withHeader } from "../support/matrix-files.ts";

const [rows, width] = [150, 12];
const matrix = unitRows(rows, width, randomSource(4)).map((value, at) => value * (1 + (Math.floor(at / width) % 5)));
matrix.fill(0, 3 * width, 4 * width);

const file = (dtype = "F32", bytes = floatBytes(matrix)) =>
  safetensors({
    "lm_head.weight": { dtype, shape: [rows, width], bytes },
    "norm.weight": { dtype: "F32", shape: [4], bytes: new Uint8Array(16) },
    "other.weight": { dtype: "F32", shape: [2, 2], bytes: new Uint8Array(16) },
  });

describe("analyzeMatrix", () => {
  test("finds by the Gram trace what all pairs give, row norms and zero rows", async () => {
    const analysis = await analyzeMatrix({ source: memorySource(file()), tensor: "lm_head.weight" });
    const norms = rowNorms(matrix, width);
    expect(analysis).toMatchObject({
      tensor: "lm_head.weight",
      rows,
      columns: width,
      zeroRows: 1,
      method: "exact",
      interval: null,
    });
    expect(analysis.meanSquaredOverlap).toBeCloseTo(rowOverlaps(matrix, width).meanSquared, 9);
    expect(analysis.rowNorm.mean).toBeCloseTo(norms.reduce((sum, norm) => sum + norm, 0) / rows, 9);
    expect(analysis.rowNorm).toMatchObject({ min: 0, max: Math.max(...norms) });
    expect(analysis.randomOverlap).toBe(1 / width);
    expect(analysis.welchOverlap).toBeCloseTo((rows - 1 - width) / (width * (rows - 2)), 12);
    expect(analysis.meanSquaredOverlap).toBeGreaterThanOrEqual(analysis.welchOverlap);
  });

  test("a sampled mean has the exact one in its interval, and is exact where every row was drawn", async () => {
    const exact = await analyzeMatrix({ source: memorySource(npy(matrix, rows, width)) });
    const all = await analyzeMatrix({
      source: memorySource(npy(matrix, rows, width)),
      exactUpTo: 0,
      sampledRows: 1000,
    });
    expect(all.method).toBe("sampled");
    expect(all.meanSquaredOverlap).toBeCloseTo(exact.meanSquaredOverlap, 6);
    const hits = await Promise.all(
      Array.from({ length: 40 }, async (_, seed) => {
        const { interval } = await analyzeMatrix({
          source: memorySource(npy(matrix, rows, width)),
          exactUpTo: 0,
          sampledRows: 60,
          seed,
        });
        return interval![0] <= exact.meanSquaredOverlap && exact.meanSquaredOverlap <= interval![1];
      }),
    );
    expect(hits.filter(Boolean).length).toBeGreaterThanOrEqual(34);
  });

  test("reads bfloat16 and npy as it reads float32", async () => {
    const exact = await analyzeMatrix({ source: memorySource(file()), tensor: "lm_head.weight" });
    const array = await analyzeMatrix({ source: memorySource(npy(matrix, rows, width)) });
    const cut = await analyzeMatrix({
      source: memorySource(file("BF16", bfloatBytes(matrix))),
      tensor: "lm_head.weight",
    });
    expect(array.meanSquaredOverlap).toBe(exact.meanSquaredOverlap);
    expect(cut.meanSquaredOverlap).toBeCloseTo(exact.meanSquaredOverlap, 3);
  });

  test("knows the effective rank: m for an isotropic matrix, 1 for rows on one line", async () => {
    const identity = Float32Array.from({ length: 64 }, (_, at) => (at % 9 === 0 ? 1 : 0));
    const isotropic = await analyzeMatrix({ source: memorySource(npy(identity, 8, 8)) });
    expect(isotropic.effectiveRank).toBeCloseTo(8, 6);
    expect(isotropic.participationRatio).toBeCloseTo(8, 9);
    expect(isotropic.meanSquaredOverlap).toBe(0);
    const line = await analyzeMatrix({ source: memorySource(npy(new Float32Array(80).fill(0.5), 10, 8)) });
    expect(line.effectiveRank).toBeCloseTo(1, 4);
    expect(line.meanSquaredOverlap).toBeCloseTo(1, 9);
  });

  test("streams: no piece is as large as the matrix", async () => {
    const [many, wide] = [60_000, 32];
    const source = memorySource(safetensors({ w: { dtype: "F32", shape: [2, 2], bytes: new Uint8Array(16) } }));
    const header = JSON.stringify({ w: { dtype: "F32", shape: [many, wide], data_offsets: [0, many * wide * 4] } });
    let largest = 0;
    const start = withHeader(header);
    const analysis = await analyzeMatrix({
      source: {
        ...source,
        size: start.length + many * wide * 4,
        read: async (offset, length) => {
          largest = Math.max(largest, length);
          return offset < start.length
            ? start.slice(offset, offset + length)
            : floatBytes(new Float32Array(length / 4).fill(1));
        },
      },
    });
    expect(analysis.rows).toBe(many);
    expect(largest).toBeLessThan((many * wide * 4) / 1.5);
  });
});

describe("a lying header", () => {
  const one = (fields: object): string =>
    JSON.stringify({ w: { dtype: "F32", shape: [2, 2], data_offsets: [0, 16], ...fields } });
  const claim = (length: bigint): Uint8Array => {
    const bytes = withHeader("{}", new Uint8Array(8));
    new DataView(bytes.buffer).setBigUint64(0, length, true);
    return bytes;
  };
  test.each<[string, Uint8Array, RegExp]>([
    [
      "a huge header length",
      claim(2n ** 63n),
      /expected a header that fits in the file of 18 bytes, got one of 9223372036854775808 bytes/,
    ],
    ["a header longer than the file", claim(11n), /expected a header that fits/],
    ["a file of a few bytes", new Uint8Array(5), /expected a safetensors file, got only 5 bytes/],
    ["no JSON", withHeader("{nope"), /expected a JSON header/],
    ["a list for a header", withHeader("[1]"), /expected an object of tensors/],
    [
      "data past the end",
      withHeader(one({}), new Uint8Array(12)),
      /field "w": expected data within the file's 12 bytes, got an end of 16/,
    ],
    [
      "offsets the wrong way round",
      withHeader(one({ data_offsets: [16, 0] }), new Uint8Array(16)),
      /two data offsets in order/,
    ],
    [
      "overlapping tensors",
      withHeader(
        `{"a":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]},"b":{"dtype":"F32","shape":[2,2],"data_offsets":[8,24]}}`,
        new Uint8Array(24),
      ),
      /it overlaps another tensor's/,
    ],
    [
      "a shape that its bytes do not fill",
      withHeader(one({ shape: [200_000_000, 4096] }), new Uint8Array(16)),
      /expected 3276800000000 bytes for F32/,
    ],
    ["a negative side", withHeader(one({ shape: [-2, -2] }), new Uint8Array(16)), /expected a shape of whole numbers/],
    [
      "integers",
      withHeader(one({ dtype: "I32" }), new Uint8Array(16)),
      /expected numbers as F64, F32, F16, BF16, got I32/,
    ],
    [
      "a vector",
      withHeader(one({ shape: [4] }), new Uint8Array(16)),
      /expected the name of a matrix in the file \(none\), got 0 of them/,
    ],
    [
      "a number that is none",
      withHeader(one({}), floatBytes(Float32Array.of(1, Number.NaN, 0, 1))),
      /expected finite numbers, got another in row 0/,
    ],
    ["a Fortran-ordered array", npy(new Float32Array(4), 2, 2, "True"), /got Fortran order/],
    ["a cut array", npy(new Float32Array(4), 2, 2).slice(0, -4), /expected 2 × 2 numbers of 4 bytes, got 12 bytes/],
  ])("with %s ends in a clear error before anything of its size is read", async (_, bytes, message) => {
    const source = memorySource(bytes);
    await expect(analyzeMatrix({ source })).rejects.toThrow(message);
    expect(source.largestRead()).toBeLessThanOrEqual(Math.max(12, bytes.length));
  });

  test("an unknown tensor is answered with the names there are", async () => {
    await expect(analyzeMatrix({ source: memorySource(file()), tensor: "head" })).rejects.toThrow(
      'field "--tensor": expected the name of a matrix in the file (lm_head.weight, other.weight), got "head"',
    );
  });
});

describe("small number formats", () => {
  test.each([
    [0x3c00, 1],
    [0xc000, -2],
    [0x0001, 2 ** -24],
    [0x7bff, 65504],
    [0x3555, 0.333251953125],
    [0x7c00, Number.POSITIVE_INFINITY],
  ])("binary16 %i is %d", (bits, value) => expect(halfToNumber(bits)).toBe(value));

  test.each([
    [0x3f80, 1],
    [0xc040, -3],
    [0x0000, 0],
  ])("bfloat16 %i is %d", (bits, value) => expect(bfloatToNumber(bits)).toBe(value));
});

describe("symmetricEigenvalues", () => {
  test("of a chain's Laplacian are 2 − 2 cos(πk/(n + 1))", () => {
    const n = 12;
    const chain = Float64Array.from({ length: n * n }, (_, at) => {
      const [i, j] = [Math.floor(at / n), at % n];
      return i === j ? 2 : Math.abs(i - j) === 1 ? -1 : 0;
    });
    const values = symmetricEigenvalues(chain, n);
    for (let k = 1; k <= n; k++) expect(values[k - 1]).toBeCloseTo(2 - 2 * Math.cos((Math.PI * k) / (n + 1)), 9);
  });

  test("of a full matrix have its trace and its sum of squares", () => {
    const n = 30;
    const random = randomSource(2);
    const full = new Float64Array(n * n);
    for (let i = 0; i < n; i++) for (let j = i; j < n; j++) full[i * n + j] = random.normal();
    const at = (i: number, j: number): number => full[Math.min(i, j) * n + Math.max(i, j)]!;
    const values = symmetricEigenvalues(full, n);
    let [trace, squares] = [0, 0];
    for (let i = 0; i < n; i++) {
      trace += at(i, i);
      for (let j = 0; j < n; j++) squares += at(i, j) ** 2;
    }
    expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(trace, 8);
    expect(values.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(squares, 7);
  });
});
