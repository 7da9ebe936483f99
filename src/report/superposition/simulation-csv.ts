import type { Curve } from "../../superposition/index.ts";

const columns = [
  "m",
  "loss",
  "lossStandardError",
  "phiHalf",
  "phiOne",
  "meanSquaredOverlap",
  "varianceSquaredOverlap",
  "maxSquaredOverlap",
  "meanRowNorm",
  "deadFeatures",
  "ambiguity",
  "ideal",
] as const;

/** One line for each width of each curve. */
export function simulationCsv(curves: readonly Curve[]): string {
  const head = ["data", "alpha", "gamma", "E", "n", "rows", "biasStart", "seed", ...columns, "diverged"];
  const lines = curves.flatMap(({ settings, points }) => {
    const { shape, gamma, density, features, rows, biasStart, seed } = settings;
    const alpha = shape.kind === "power" ? shape.alpha : "";
    return points.map((point) => [
      ...[shape.kind, alpha, gamma, density, features, rows, biasStart, seed],
      ...columns.map((column) => point[column] ?? ""),
      point.isDiverged,
    ]);
  });
  return `${[head, ...lines].map((line) => line.join(",")).join("\n")}\n`;
}
