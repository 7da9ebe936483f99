import type { Curve, WidthPoint } from "../../superposition/index.ts";

export interface SimulationResult {
  readonly preset: string;
  readonly seed: number;
  readonly curves: readonly Curve[];
  /** Wall time of each curve. */
  readonly seconds: readonly number[];
  /** Stopped before every width had finished. */
  readonly isInterrupted: boolean;
}

/** The machine output of `tierwise simulate`; all that varies from run to run is in its `run` block. */
export function simulationJson({ preset, seed, curves, seconds, isInterrupted }: SimulationResult): object {
  return {
    v: 1,
    preset,
    seed,
    ...(isInterrupted && { interrupted: true }),
    curves: curves.map(curveJson),
    run: { seconds },
  };
}

function curveJson({ settings, points, fit, overlapFit, idealExponent }: Curve): object {
  const { shape, features, density, gamma, rows, biasStart, weightStart, batch, steps, seed } = settings;
  return {
    data: shape.kind,
    alpha: shape.kind === "power" ? shape.alpha : null,
    ...(shape.kind === "exponential" && { scale: shape.scale }),
    gamma,
    E: density,
    n: features,
    biasStart,
    weightStart,
    rows,
    batch,
    steps,
    seed,
    points: points.map(pointJson),
    exponent: fit.exponent,
    standardError: fit.standardError,
    r2: fit.r2,
    range: fit.range,
    localSlopes: fit.localSlopes,
    idealExponent,
    overlapExponent: overlapFit.exponent,
  };
}

function pointJson(point: WidthPoint): object {
  const { isDiverged, ...rest } = point;
  return { ...rest, diverged: isDiverged, ...numbersOnly(rest) };
}

/** JSON has no number for what is not one. */
function numbersOnly(values: Readonly<Record<string, number | null>>): Record<string, number | null> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, value === null || Number.isFinite(value) ? value : null]),
  );
}
