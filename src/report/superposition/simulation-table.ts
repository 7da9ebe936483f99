import Table from "cli-table3";
import type { Curve, WidthPoint } from "../../superposition/index.ts";

type Column = readonly [head: string, cell: (point: WidthPoint, curve: Curve) => string];

const columns: readonly Column[] = [
  ["m", ({ m }) => String(m)],
  ["loss", ({ loss }) => (loss === null ? "diverged" : loss.toPrecision(3))],
  ["eq. 4", ({ ideal }) => (ideal === null ? "" : ideal.toPrecision(3))],
  ["φ½", ({ phiHalf }) => phiHalf.toFixed(3)],
  ["φ½·n/m", ({ phiHalf, m }, { settings }) => ((phiHalf * settings.features) / m).toFixed(1)],
  ["φ1", ({ phiOne }) => phiOne.toFixed(3)],
  ["m·overlap²", ({ m, meanSquaredOverlap }) => (m * meanSquaredOverlap).toFixed(3)],
  ["largest", ({ maxSquaredOverlap }) => maxSquaredOverlap.toFixed(3)],
  ["row norm", ({ meanRowNorm }) => meanRowNorm.toFixed(2)],
  ["dead", ({ deadFeatures }) => String(deadFeatures)],
];

/** A curve as a heading, a table of its widths, and the line through them. */
export function simulationTable(curve: Curve): string {
  const table = new Table({
    head: columns.map(([head]) => head),
    style: { head: [], border: [], compact: true },
    colAligns: columns.map(() => "right" as const),
  });
  for (const point of curve.points) table.push(columns.map(([, cell]) => cell(point, curve)));
  return [curveTitle(curve), table.toString(), fitSentence(curve)].join("\n");
}

/** What tells a curve from others, in a few words. */
export function curveTitle({ settings }: Pick<Curve, "settings">): string {
  const { shape, gamma, density, features, rows, biasStart, seed } = settings;
  const parts = [
    shape.kind === "power" ? `α = ${shape.alpha}` : shape.kind,
    rows === "unit-sphere" ? "unit sphere" : `γ = ${gamma}`,
    `n = ${features}`,
    density === 1 ? "" : `E = ${density}`,
    biasStart === "normal" ? "bias from N(0, 1)" : "",
    seed === 1 ? "" : `seed ${seed}`,
  ];
  return parts.filter(Boolean).join(", ");
}

function fitSentence({ fit, idealExponent }: Curve): string {
  if (fit.exponent === null) return "no line: fewer than two widths";
  const error = fit.standardError === null ? "" : ` ± ${fit.standardError.toFixed(2)}`;
  const ideal = idealExponent === null ? "" : `; equation 4 over the same widths: ${idealExponent.toFixed(2)}`;
  const slopes = fit.localSlopes.map((slope) => slope.toFixed(2)).join(" ");
  return `loss ∝ m^−${fit.exponent.toFixed(2)}${error} over m = ${fit.range!.join(" to ")}, R² ${fit.r2?.toFixed(3) ?? "unknown"}${ideal}; slope from width to width: ${slopes}`;
}
