/** Why does width help? Geometry of many features in few dimensions. Stands alone: imports no other room. */
export { type RowOverlaps, rowOverlaps } from "./row-overlaps.ts";
