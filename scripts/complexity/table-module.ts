import type { Topics } from "./learn-topics.ts";

export interface Table {
  readonly hashes: readonly number[];
  readonly topics: Topics;
  readonly backgrounds: number;
}

/** Log odds are stored in steps of 1/16, so that ±127 steps reach ±7.9. */
const stepsPerUnit = 16;

/** The learned table as a TypeScript module: word hashes and log odds as base64, priors as numbers. */
export function tableModule({ hashes, topics: { logOdds, logPrior }, ...shape }: Table): string {
  const odds = Int8Array.from(logOdds, (value) => Math.max(-127, Math.min(127, Math.round(value * stepsPerUnit))));
  return [
    "// Written by scripts/complexity/train-concepts.ts from the training texts under fixtures/embedded; not edited by hand.",
    "",
    "/** Topics learned from which words share a passage: hash of each word, and its log odds in each topic. */",
    "export const learnedTable = {",
    `  topics: ${logPrior.length - shape.backgrounds},`,
    `  backgrounds: ${shape.backgrounds},`,
    `  stepsPerUnit: ${stepsPerUnit},`,
    `  logPrior: [${[...logPrior].map((value) => value.toFixed(4)).join(", ")}],`,
    "  /** Signed 32-bit, little-endian. */",
    `  hashes: "${Buffer.from(Int32Array.from(hashes).buffer).toString("base64")}",`,
    "  /** Signed 8-bit, words × (topics + backgrounds). */",
    `  logOdds: "${Buffer.from(odds.buffer).toString("base64")}",`,
    "} as const;",
    "",
  ].join("\n");
}
