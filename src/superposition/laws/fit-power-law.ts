export interface PowerLawPoint {
  readonly x: number;
  readonly y: number;
}

/** y ≈ e^intercept · x^(−exponent), by least squares through (ln x, ln y). */
export interface PowerLawFit {
  /** Sign flipped: positive where y falls. `null` with fewer than two usable points. */
  readonly exponent: number | null;
  readonly intercept: number | null;
  /** Standard error of the exponent; `null` with fewer than three points. */
  readonly standardError: number | null;
  readonly r2: number | null;
  /** The smallest and largest x that took part. */
  readonly range: readonly [number, number] | null;
  /** Exponents between neighbours. */
  readonly localSlopes: readonly number[];
}

const nothing: PowerLawFit = {
  exponent: null,
  intercept: null,
  standardError: null,
  r2: null,
  range: null,
  localSlopes: [],
};

/** Fits a straight line on logarithmic axes. Points that are not finite and positive are left out: they have no logarithm. */
export function fitPowerLaw(points: readonly PowerLawPoint[]): PowerLawFit {
  const logs = points
    .filter(({ x, y }) => x > 0 && y > 0 && Number.isFinite(x) && Number.isFinite(y))
    .map(({ x, y }) => ({ x, u: Math.log(x), v: Math.log(y) }))
    .sort((one, other) => one.u - other.u);
  const [meanU, meanV] = [mean(logs.map(({ u }) => u)), mean(logs.map(({ v }) => v))];
  const spreadU = sum(logs.map(({ u }) => (u - meanU) ** 2));
  if (logs.length < 2 || spreadU === 0) return nothing;
  const slope = sum(logs.map(({ u, v }) => (u - meanU) * (v - meanV))) / spreadU;
  const residual = sum(logs.map(({ u, v }) => (v - meanV - slope * (u - meanU)) ** 2));
  const spreadV = sum(logs.map(({ v }) => (v - meanV) ** 2));
  return {
    exponent: -slope,
    intercept: meanV - slope * meanU,
    standardError: logs.length < 3 ? null : Math.sqrt(residual / (logs.length - 2) / spreadU),
    r2: spreadV === 0 ? null : 1 - residual / spreadV,
    range: [logs[0]!.x, logs.at(-1)!.x],
    localSlopes: logs.slice(1).map(({ u, v }, index) => -(v - logs[index]!.v) / (u - logs[index]!.u)),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}
