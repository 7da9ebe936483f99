import { describe, expect, test } from "vitest";
import { parseWeights, serialiseWeights } from "../../../src/models/index.ts";
import { tinyNetwork } from "../../support/tiny-network.ts";

const contents = { networks: [tinyNetwork(1, 3), tinyNetwork(2, 7)], training: { seed: 1 } };

describe("the weights file", () => {
  test("comes back as it was written, wherever its bytes lie in memory", () => {
    const bytes = serialiseWeights(contents);
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    expect(parseWeights(shifted.subarray(3))).toEqual(contents);
  });

  test.each([
    ["another file", (bytes: Uint8Array) => bytes.fill(65, 0, 4), /expected a weights file starting with TWNN/],
    ["another version", (bytes: Uint8Array) => bytes.fill(9, 4, 5), /expected weights format 1, got 9/],
    ["a damaged header", (bytes: Uint8Array) => bytes.fill(0, 12, 14), /the header is not JSON/],
    ["a file cut short", (bytes: Uint8Array) => bytes.subarray(0, bytes.length - 8), /the file is cut short/],
    ["nothing", () => new Uint8Array(), /expected a weights file/],
  ])("refuses %s", (_, damage, message) => {
    expect(() => parseWeights(damage(Uint8Array.from(serialiseWeights(contents))))).toThrow(message);
  });
});
