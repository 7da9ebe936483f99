/** Why does width help? Toy models of superposition: trained, measured, and set beside what theory says. */
export * from "./analyze/index.ts";
export * from "./geometry/index.ts";
export * from "./interference/index.ts";
export * from "./laws/index.ts";
export * from "./measures/index.ts";
export { type RandomSource, randomSource } from "./random/random-source.ts";
export { unitRows } from "./random/unit-rows.ts";
export * from "./scaling/index.ts";
export * from "./training/index.ts";
