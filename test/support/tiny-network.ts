import type { Network } from "../../src/models/index.ts";
import { randomSource } from "../../src/statistics/index.ts";

/** A small untrained network with the shape of the shipped ones: enough to test arithmetic and files on. */
export function tinyNetwork(seed = 1, width = 3): Network {
  const random = randomSource(seed);
  const [buckets, hidden] = [64, 5];
  const readHeads = [
    { path: "concerns", kind: "many" as const, labels: ["late", "broken", "lost"] },
    { path: "sentiment", kind: "one" as const, labels: ["negative", "positive"] },
  ];
  const actHeads = [{ path: "action.handling", kind: "one" as const, labels: ["express", "senior", "standard"] }];
  const floats = (length: number): Float32Array => Float32Array.from({ length }, () => 2 * random.next() - 1);
  return {
    name: `tiny-${width}`,
    width,
    buckets,
    hidden,
    readHeads,
    actHeads,
    inputWeights: Int8Array.from({ length: buckets * width }, () => random.integer(255) - 127),
    inputScales: floats(width).map(Math.abs),
    mixWeights: floats(width * hidden),
    mixBias: floats(hidden),
    readWeights: floats(hidden * 5),
    readBias: floats(5),
    planWeights: floats(3 * hidden),
    planBias: floats(hidden),
    actWeights: floats(hidden * 3),
    actBias: floats(3),
  };
}
