import type { PolicyResult, SuiteEvaluation } from "../evaluation/index.ts";
import { allResults } from "./policy-table.ts";
import { type LabelSpot, spreadLabels } from "./spread-labels.ts";
import type { StratumSuccess } from "./strata.ts";

type Plot = typeof import("@observablehq/plot");
type PlotOptions = import("@observablehq/plot").PlotOptions;

/** Draws plots as SVG text without a browser. */
export interface Plotter {
  frontier(evaluation: SuiteEvaluation): string;
  costPerSuccess(evaluation: SuiteEvaluation): string;
  strata(name: string, points: readonly StratumSuccess[]): string;
}

const colors = { fixed: "#3b7dd8", baseline: "#8a8f98", routed: "#d9480f", oracle: "#2b8a3e" } as const;
type PolicyKind = keyof typeof colors;

/** Loads the plotting library (Observable Plot over a DOM without a browser) when a report is asked for. */
export async function loadPlotter(): Promise<Plotter> {
  const [Plot, { parseHTML }] = await Promise.all([import("@observablehq/plot"), import("linkedom")]);
  const { document } = parseHTML("<!doctype html><body></body>");
  const common = {
    document,
    width: 720,
    marginLeft: 56,
    marginBottom: 44,
    style: { background: "none", fontSize: "12px" },
  };
  const draw: Draw = ({ options, labels }) => {
    const marks = options.marks ?? [];
    if (labels.length === 0) return Plot.plot({ ...common, ...options } as PlotOptions).outerHTML;
    // once without labels, for the scales that say where they would meet
    const bare = Plot.plot({ ...common, ...options } as PlotOptions);
    const [x, y] = [bare.scale("x")!, bare.scale("y")!];
    const spots = labels.map(
      (label): LabelSpot => ({
        x: x.apply(label.x) as number,
        y: y.apply(label.y) as number,
        width: letterWidth * label.text.length,
      }),
    );
    const placed = spreadLabels(spots).map((height, index) => ({ ...labels[index]!, y: y.invert!(height) as number }));
    const text = Plot.text(placed, { x: "x", y: "y", text: "text", dx: 9, textAnchor: "start", fill: "currentColor" });
    return Plot.plot({ ...common, ...options, marks: [...marks, text] } as PlotOptions).outerHTML;
  };
  return {
    frontier: (evaluation) => draw(frontierPlot(Plot, evaluation)),
    costPerSuccess: (evaluation) => draw({ options: costPlot(Plot, evaluation), labels: [] }),
    strata: (name, points) => draw(strataPlot(Plot, name, points)),
  };
}

/** Generous, so that labels kept apart by it do not meet in any sans-serif font of the page. */
const letterWidth = 8;

interface Label {
  readonly x: number | string;
  readonly y: number;
  readonly text: string;
}

type Draw = (plot: { readonly options: PlotOptions; readonly labels: readonly Label[] }) => string;

function frontierPlot(Plot: Plot, evaluation: SuiteEvaluation): Parameters<Draw>[0] {
  const points = allResults(evaluation).map((result) => ({
    name: result.name,
    kind: kindOf(evaluation, result),
    cost: (1000 * result.figures.modelCostUsd) / result.figures.cases,
    success: 100 * result.figures.successRate,
    low: 100 * result.figures.successInterval[0],
    high: 100 * result.figures.successInterval[1],
  }));
  const hull = upperHull(points.filter(({ kind }) => kind === "fixed"));
  const options: PlotOptions = {
    ariaLabel: "Success rate of each policy against its model cost",
    height: 380,
    marginRight: 100,
    color: { domain: Object.keys(colors), range: Object.values(colors) },
    x: { type: "log", label: "model cost per 1,000 cases, US dollars (log) →", grid: true, tickFormat: "~g" },
    y: { label: "↑ success rate, %", grid: true },
    marks: [
      Plot.line(hull, { x: "cost", y: "success", z: null, stroke: colors.fixed, strokeDasharray: "4 3" }),
      Plot.ruleX(points, { x: "cost", y1: "low", y2: "high", stroke: "kind" }),
      Plot.dot(points, { x: "cost", y: "success", fill: "kind", r: 5, ariaLabel: (point) => point.name }),
    ],
  };
  return { options, labels: points.map(({ name, cost, success }) => ({ x: cost, y: success, text: name })) };
}

function costPlot(Plot: Plot, evaluation: SuiteEvaluation): PlotOptions {
  const points = allResults(evaluation).flatMap((result) => {
    const { costPerSuccess, costPerSuccessInterval } = result.figures;
    if (costPerSuccess === null || costPerSuccessInterval === null) return [];
    const [low, high] = costPerSuccessInterval;
    return { name: result.name, kind: kindOf(evaluation, result), cost: costPerSuccess, low, high };
  });
  return {
    ariaLabel: "Cost per successful outcome of each policy",
    height: 60 + 30 * points.length,
    marginLeft: 130,
    color: { domain: Object.keys(colors), range: Object.values(colors) },
    x: { label: "cost per successful outcome, US dollars, with its 95 % interval →", grid: true, zero: true },
    y: { label: null, domain: points.map(({ name }) => name) },
    marks: [
      Plot.ruleY(points, { y: "name", x1: "low", x2: "high", stroke: "kind", strokeWidth: 2 }),
      Plot.dot(points, { y: "name", x: "cost", fill: "kind", r: 5 }),
    ],
  };
}

function strataPlot(Plot: Plot, name: string, strata: readonly StratumSuccess[]): Parameters<Draw>[0] {
  const points = strata.map(({ stratum, tier, success, low, high }) => ({
    stratum,
    tier,
    success: 100 * success,
    low: 100 * low,
    high: 100 * high,
  }));
  const last = points.at(-1)?.stratum;
  const options: PlotOptions = {
    ariaLabel: `Success of each tier by ${name}`,
    height: 320,
    marginRight: 80,
    color: { scheme: "Set1", domain: [...new Set(points.map(({ tier }) => tier))] },
    x: { label: `${name} →`, type: "point" },
    y: { label: "↑ success rate of each tier on its own, %", grid: true, domain: [0, 100] },
    marks: [
      Plot.ruleX(points, { x: "stratum", y1: "low", y2: "high", stroke: "tier", strokeOpacity: 0.5 }),
      Plot.line(points, { x: "stratum", y: "success", z: "tier", stroke: "tier", strokeWidth: 2 }),
      Plot.dot(points, { x: "stratum", y: "success", fill: "tier", r: 4 }),
    ],
  };
  const ends = points.filter(({ stratum }) => stratum === last);
  return { options, labels: ends.map(({ stratum, tier, success }) => ({ x: stratum, y: success, text: tier })) };
}

function kindOf({ results }: SuiteEvaluation, result: PolicyResult): PolicyKind {
  if (result === results.routed) return "routed";
  if (result === results.oracle) return "oracle";
  return results.fixed.includes(result) ? "fixed" : "baseline";
}

interface Point {
  readonly cost: number;
  readonly success: number;
}

/** Points that no cheaper point reaches, joined by an upper hull: what mixing fixed tiers at random would buy. */
function upperHull<P extends Point>(points: readonly P[]): P[] {
  const hull: P[] = [];
  for (const point of [...points].sort((one, other) => one.cost - other.cost)) {
    while (hull.length > 1 && turns(hull.at(-2)!, hull.at(-1)!, point) >= 0) hull.pop();
    if (hull.length === 0 || point.success > hull.at(-1)!.success) hull.push(point);
  }
  return hull;
}

function turns(a: Point, b: Point, c: Point): number {
  return (b.cost - a.cost) * (c.success - a.success) - (b.success - a.success) * (c.cost - a.cost);
}
