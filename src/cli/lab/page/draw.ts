import { gramMatrix, type ToyModel } from "../../../superposition/index.ts";
import type { LabReading } from "./lab-model.ts";

declare const Plot: typeof import("@observablehq/plot");

const frame = { width: 380, height: 260, marginLeft: 48, style: { background: "none" } } as const;

export function lossPicture(readings: readonly LabReading[], floor: number): Element {
  return Plot.plot({
    ...frame,
    ariaLabel: "training loss by step",
    x: { label: "step →" },
    y: { type: "log", label: "↑ loss", tickFormat: "~g", grid: true },
    marks: [
      Plot.ruleY([floor], { stroke: "#888", strokeDasharray: "3 4" }),
      Plot.line(readings, { x: "step", y: "loss", stroke: "#3b7dd8" }),
    ],
  });
}

export function overlapPicture(readings: readonly LabReading[]): Element {
  const welch = readings.at(-1)?.welchTimesWidth ?? 0;
  return Plot.plot({
    ...frame,
    ariaLabel: "share of represented features, and overlap against 1/m",
    x: { label: "step →" },
    y: { label: "↑ φ½ (blue); m × mean squared overlap (red)", grid: true, domain: [0, 2], clamp: true },
    marks: [
      Plot.ruleY([1], { stroke: "#888" }),
      Plot.ruleY([welch], { stroke: "#888", strokeDasharray: "3 4" }),
      Plot.line(readings, { x: "step", y: "phiHalf", stroke: "#3b7dd8" }),
      Plot.line(readings, { x: "step", y: "overlapTimesWidth", stroke: "#d9480f" }),
    ],
  });
}

const largestPicture = 60;

export function gramPicture({ decoder, width, features }: ToyModel): Element {
  const size = Math.min(features, largestPicture);
  const gram = gramMatrix(decoder.subarray(0, size * width), width);
  const cells = Array.from(gram, (value, at) => ({ row: Math.floor(at / size), column: at % size, value }));
  return Plot.plot({
    ...frame,
    width: 260,
    margin: 4,
    marginLeft: 4,
    ariaLabel: "W W transposed",
    x: { axis: null, type: "band", padding: 0 },
    y: { axis: null, type: "band", padding: 0 },
    color: { type: "diverging", scheme: "RdBu", reverse: true, domain: [-1, 1], clamp: true },
    marks: [Plot.cell(cells, { x: "column", y: "row", fill: "value" })],
  });
}

/** The rows as arrows from the origin: their first two coordinates, which is all of them where m = 2. */
export function polygonPicture({ decoder, width, features }: ToyModel): Element {
  const arrows = Array.from({ length: features }, (_, feature) => ({
    x: decoder[feature * width]!,
    y: width > 1 ? decoder[feature * width + 1]! : 0,
    feature,
  }));
  return Plot.plot({
    ...frame,
    width: 260,
    marginLeft: 24,
    ariaLabel: "rows of W in the plane",
    aspectRatio: 1,
    x: { domain: [-1.4, 1.4], label: null, ticks: 3 },
    y: { domain: [-1.4, 1.4], label: null, ticks: 3 },
    color: { scheme: "viridis", domain: [features, 0] },
    marks: [
      Plot.link(arrows, { x1: 0, y1: 0, x2: "x", y2: "y", stroke: "feature", strokeWidth: 2 }),
      Plot.dot(arrows, { x: "x", y: "y", fill: "feature", r: 4 }),
    ],
  });
}
