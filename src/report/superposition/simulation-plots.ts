import { analyticPoints, type Curve } from "../../superposition/index.ts";
import { loadPlot, type PlotOptions } from "./plot-svg.ts";
import { curveTitle } from "./simulation-table.ts";

type Plot = typeof import("@observablehq/plot");

/** Pictures of a simulation, as SVG text. */
export interface SimulationPlotter {
  /** Loss against width on logarithmic axes: measured points, the lines through them, equation 4 behind them. */
  loss(curves: readonly Curve[]): string;
  /** Mean squared overlap against width, between the Welch bound and 1/m. */
  overlap(curves: readonly Curve[]): string;
  /** A square of signed numbers, such as W W^T. @param values row by row. */
  heatMap(title: string, values: readonly number[]): string;
  /** Which arrangement two features take by importance and density, with the closed-form boundaries. */
  phases(cells: readonly PhaseCell[], boundaries: readonly PhaseCell[]): string;
}

export interface PhaseCell {
  readonly importance: number;
  readonly density: number;
  readonly phase: string;
}

export async function loadSimulationPlotter(): Promise<SimulationPlotter> {
  const { Plot, draw } = await loadPlot();
  return {
    loss: (curves) => draw(lossPlot(Plot, curves)),
    overlap: (curves) => draw(overlapPlot(Plot, curves)),
    heatMap: (title, values) => draw(heatMapPlot(Plot, title, values)),
    phases: (cells, boundaries) => draw(phasePlot(Plot, cells, boundaries)),
  };
}

function lossPlot(Plot: Plot, curves: readonly Curve[]): PlotOptions {
  const points = curves.flatMap((curve) =>
    curve.points.flatMap(({ m, loss }) => (loss === null ? [] : [{ m, loss, curve: curveTitle(curve) }])),
  );
  const lines = curves.flatMap((curve) => {
    const { exponent, intercept, range } = curve.fit;
    if (exponent === null || intercept === null || range === null) return [];
    return range.map((m) => ({ m, loss: Math.exp(intercept - exponent * Math.log(m)), curve: curveTitle(curve) }));
  });
  const theory = curves.flatMap((curve) => {
    const widths = spacedWidths(curve);
    return analyticPoints(curve.settings, widths)
      .filter(({ weakLoss }) => weakLoss > 0)
      .map(({ m, weakLoss }) => ({ m, loss: weakLoss, curve: curveTitle(curve) }));
  });
  return {
    ariaLabel: "Test loss against hidden width, both logarithmic",
    ...scales(curves),
    y: { type: "log", label: "↑ test loss (dashed: equation 4 with k = m)", grid: true, tickFormat: "~g" },
    marks: [
      Plot.line(theory, { x: "m", y: "loss", stroke: "curve", strokeDasharray: "2 4", strokeOpacity: 0.7 }),
      Plot.line(lines, { x: "m", y: "loss", stroke: "curve" }),
      Plot.dot(points, { x: "m", y: "loss", fill: "curve", r: 4 }),
      ...legend(Plot, curves.map(curveTitle)),
    ],
  };
}

function overlapPlot(Plot: Plot, curves: readonly Curve[]): PlotOptions {
  const points = curves.flatMap((curve) =>
    curve.points.map(({ m, meanSquaredOverlap }) => ({ m, overlap: meanSquaredOverlap, curve: curveTitle(curve) })),
  );
  const theory = curves.flatMap((curve) => analyticPoints(curve.settings, spacedWidths(curve)));
  return {
    ariaLabel: "Mean squared overlap of the rows against hidden width, both logarithmic",
    ...scales(curves),
    y: { type: "log", label: "↑ mean squared overlap (band: Welch bound to 1/m)", grid: true, tickFormat: "~g" },
    marks: [
      Plot.areaY(theory, { x: "m", y1: "welchOverlap", y2: "randomOverlap", fill: "#999", fillOpacity: 0.3 }),
      Plot.line(theory, { x: "m", y: "randomOverlap", stroke: "#666" }),
      Plot.dot(points, { x: "m", y: "overlap", fill: "curve", r: 4 }),
      ...legend(Plot, curves.map(curveTitle)),
    ],
  };
}

function scales(curves: readonly Curve[]): PlotOptions {
  return {
    color: { scheme: "Dark2", domain: curves.map((curve) => curveTitle(curve)) },
    x: { type: "log", label: "hidden width m →", grid: true, tickFormat: "~g" },
    marginTop: 30 + 16 * curves.length,
  };
}

/** Names in their colours, above the frame. A legend of the library would make a page of the picture. */
function legend(Plot: Plot, names: readonly string[]): ReturnType<Plot["text"]>[] {
  return names.map((name, index) =>
    Plot.text([name], {
      frameAnchor: "top-left",
      fill: () => name,
      dx: 8,
      dy: -16 * (names.length - index) - 12,
      fontWeight: "bold",
    }),
  );
}

function spacedWidths({ points, settings }: Curve): number[] {
  const widths = points.map(({ m }) => m);
  if (widths.length < 2) return widths;
  const [low, high] = [Math.min(...widths), Math.max(...widths)];
  const between = Array.from({ length: 33 }, (_, index) => Math.round(low * (high / low) ** (index / 32)));
  return [...new Set(between)].filter((m) => m <= settings.features);
}

function heatMapPlot(Plot: Plot, title: string, values: readonly number[]): PlotOptions {
  const size = Math.round(Math.sqrt(values.length));
  const cells = values.map((value, at) => ({ row: Math.floor(at / size), column: at % size, value }));
  const reach = Math.max(1e-9, ...values.map(Math.abs));
  return {
    ariaLabel: title,
    width: 520,
    height: 540,
    x: { axis: null, type: "band", padding: 0 },
    y: { axis: null, type: "band", padding: 0 },
    color: { type: "diverging", scheme: "RdBu", reverse: true, domain: [-reach, reach] },
    marks: [
      Plot.cell(cells, { x: "column", y: "row", fill: "value" }),
      Plot.text([title], { frameAnchor: "top-left", dy: -16 }),
    ],
  };
}

function phasePlot(Plot: Plot, cells: readonly PhaseCell[], boundaries: readonly PhaseCell[]): PlotOptions {
  return {
    ariaLabel: "Arrangement of two features in one dimension",
    marginTop: 90,
    x: { type: "log", label: "importance of the second feature relative to the first →", tickFormat: "~g" },
    y: { type: "log", label: "↑ density 1 − S", tickFormat: "~g" },
    color: { domain: [...new Set(cells.map(({ phase }) => phase))], scheme: "Dark2" },
    marks: [
      Plot.dot(cells, { x: "importance", y: "density", fill: "phase", symbol: "square", r: 7 }),
      Plot.line(boundaries, { x: "importance", y: "density", z: "phase", stroke: "black" }),
      ...legend(Plot, [...new Set(cells.map(({ phase }) => phase))]),
    ],
  };
}
