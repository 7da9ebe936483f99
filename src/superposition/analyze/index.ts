export { type AnalyzeOptions, analyzeMatrix, type MatrixAnalysis } from "./analyze-matrix.ts";
export type { ByteSource } from "./byte-source.ts";
