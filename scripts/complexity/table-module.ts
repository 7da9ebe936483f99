import type { Topics } from "./learn-topics.ts";

export interface Table {
  readonly hashes: readonly number[];
  readonly learned: Topics;
  /** Topics × topics, of unit length by row. */
  readonly vectors: Float64Array;
}

/** Log odds are stored in steps of 1/16, so that ±127 steps reach ±7.9. */
const stepsPerUnit = 16;

/** The learned table as a TypeScript module: word hashes, log odds and topic vectors as base64, priors as numbers. */
export function tableModule({ hashes, learned: { topics, logOdds, logPrior }, vectors }: Table): string {
  return [
    "// Written by scripts/complexity/train-concepts.ts from the training texts under fixtures/embedded; not edited by hand.",
    "",
    "/** Topics learned from labelled training texts: hash of each word, and its log odds in each topic. */",
    "export const learnedTable = {",
    `  topics: ${topics},`,
    `  backgrounds: ${logPrior.length - topics},`,
    `  stepsPerUnit: ${stepsPerUnit},`,
    `  logPrior: [${[...logPrior].map((value) => value.toFixed(4)).join(", ")}],`,
    "  /** Signed 32-bit, little-endian. */",
    `  hashes: "${Buffer.from(Int32Array.from(hashes).buffer).toString("base64")}",`,
    "  /** Signed 8-bit, words × (topics + backgrounds). */",
    `  logOdds: "${bytes(logOdds, stepsPerUnit)}",`,
    "  /** Signed 8-bit, 127 for 1, topics × topics. */",
    `  vectors: "${bytes(vectors, 127)}",`,
    "} as const;",
    "",
  ].join("\n");
}

function bytes(values: Float64Array, steps: number): string {
  const rounded = Int8Array.from(values, (value) => Math.max(-127, Math.min(127, Math.round(value * steps))));
  return Buffer.from(rounded.buffer).toString("base64");
}
