import { analyzeMatrix, type MatrixAnalysis } from "../../superposition/index.ts";
import { progressLine } from "../progress.ts";
import { withFileSource } from "./file-source.ts";
import { wholeNumber } from "./flags.ts";

export interface AnalyzeFlags {
  readonly tensor?: string;
  readonly exactUpTo: string;
  readonly sampledRows: string;
  readonly seed: string;
  readonly json?: boolean;
}

/** Reports how the rows of a stored matrix overlap. */
export async function runAnalyze(file: string, flags: AnalyzeFlags): Promise<void> {
  const [exactUpTo, sampledRows] = [
    wholeNumber("exact-up-to", flags.exactUpTo, 0),
    wholeNumber("sampled-rows", flags.sampledRows, 3),
  ];
  const seed = wholeNumber("seed", flags.seed);
  const progress = await progressLine();
  const analysis = await withFileSource(file, (source) =>
    analyzeMatrix({
      source,
      ...(flags.tensor !== undefined && { tensor: flags.tensor }),
      exactUpTo,
      sampledRows,
      seed,
      onProgress: ({ rows, of }) => progress.update(`row ${rows} of ${of}`),
    }),
  ).finally(() => progress.end());
  process.stdout.write(flags.json ? `${JSON.stringify({ v: 1, ...analysis })}\n` : `${analysisText(analysis)}\n`);
}

function analysisText(analysis: MatrixAnalysis): string {
  const { tensor, rows, columns, zeroRows, rowNorm, meanSquaredOverlap, interval, method } = analysis;
  const times = (value: number): string => (value * columns).toPrecision(4);
  const between = interval ? ` (95 %: ${interval.map(times).join(" to ")})` : "";
  const rank = analysis.effectiveRank ?? analysis.participationRatio;
  return [
    `${tensor}: ${rows} rows (features) of width ${columns}; ${zeroRows} of them zero`,
    `row norm: mean ${rowNorm.mean.toPrecision(4)}, standard deviation ${rowNorm.standardDeviation.toPrecision(3)}, from ${rowNorm.min.toPrecision(3)} to ${rowNorm.max.toPrecision(3)}`,
    `mean squared overlap × width: ${times(meanSquaredOverlap)}${between}, ${method}; random directions 1, Welch bound ${times(analysis.welchOverlap)}`,
    rank === null
      ? "effective rank: not computed"
      : `effective rank: ${rank.toPrecision(4)} of ${columns}${analysis.effectiveRank === null ? " (participation ratio)" : ""}`,
  ].join("\n");
}
