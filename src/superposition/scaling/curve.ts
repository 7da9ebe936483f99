import { fitPowerLaw, frequencies, idealWeakFit, type PowerLawFit } from "../laws/index.ts";
import type { CurveSettings } from "./curve-settings.ts";
import type { WidthPoint } from "./measure-width.ts";

/** A finished curve: points in order of width, and the line through them. */
export interface Curve {
  readonly settings: CurveSettings;
  readonly points: readonly WidthPoint[];
  readonly fit: PowerLawFit;
  /** Of mean squared overlap against width: exponent 1 for random directions. */
  readonly overlapFit: PowerLawFit;
  /** Exponent of equation 4 over the same widths, where decay is to reach weak superposition. */
  readonly idealExponent: number | null;
}

export function curveOf(settings: CurveSettings, points: readonly WidthPoint[]): Curve {
  const ordered = [...points].sort((one, other) => one.m - other.m);
  const sound = ordered.filter(({ isDiverged }) => !isDiverged);
  const fitted = sound.filter(({ m }) => m >= (settings.fitFrom ?? 0) && m < settings.features);
  const isWeak = settings.rows === "free" && settings.gamma > 0;
  const widths = fitted.map(({ m }) => m);
  return {
    settings,
    points: ordered,
    fit: fitPowerLaw(fitted.map(({ m, loss }) => ({ x: m, y: loss! }))),
    overlapFit: fitPowerLaw(sound.map(({ m, meanSquaredOverlap }) => ({ x: m, y: meanSquaredOverlap }))),
    idealExponent: isWeak && widths.length > 1 ? idealWeakFit(frequencies(settings), widths).exponent : null,
  };
}
