export { ambiguity } from "./ambiguity.ts";
export { deadFeatures } from "./dead-features.ts";
export { rowNorms, shareLongerThan } from "./row-norms.ts";
export { type RowOverlaps, rowOverlaps } from "./row-overlaps.ts";
