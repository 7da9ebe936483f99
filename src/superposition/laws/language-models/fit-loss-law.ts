import { type LossLaw, lossAt } from "./loss-laws.ts";

export interface LossObservation {
  readonly parameters: number;
  readonly tokens: number;
  readonly loss: number;
}

export interface LossLawFit {
  readonly law: LossLaw;
  /** Root mean square of ln(fitted/observed). */
  readonly error: number;
}

/**
 * Fits a law to observed losses. Two exponents are searched; for each pair the remaining coefficients are linear and come
 * from least squares on relative residuals, so that no start value can lead astray.
 */
export function fitLossLaw(kind: LossLaw["kind"], observations: readonly LossObservation[]): LossLawFit {
  const attempt = kind === "chinchilla" ? chinchillaFor : kaplanFor;
  const errorOf = (pair: Pair): number => errorFor(attempt(pair, observations), observations);
  const best = searchPair(errorOf, kind === "chinchilla" ? [0.35, 0.35] : [0.1, 0.8]);
  return { law: attempt(best, observations)!, error: errorOf(best) };
}

type Pair = readonly [number, number];

function chinchillaFor([alpha, beta]: Pair, observations: readonly LossObservation[]): LossLaw | undefined {
  const rows = observations.map(({ parameters, tokens, loss }) => ({
    terms: [1, parameters ** -alpha, tokens ** -beta],
    target: loss,
  }));
  const solved = leastSquares(rows);
  if (solved?.every((value) => value >= 0) !== true) return undefined;
  const [irreducible, a, b] = solved as [number, number, number];
  return { kind: "chinchilla", irreducible, a, alpha, b, beta };
}

/** @param pair α_D and α_N/α_D: with them fixed, L^(1/α_D) is linear in N_c^(α_N/α_D) and D_c. */
function kaplanFor([alphaD, ratio]: Pair, observations: readonly LossObservation[]): LossLaw | undefined {
  const rows = observations.map(({ parameters, tokens, loss }) => ({
    terms: [parameters ** -ratio, 1 / tokens],
    target: loss ** (1 / alphaD),
  }));
  const solved = leastSquares(rows);
  if (solved?.every((value) => value > 0) !== true) return undefined;
  const [model, tokenScale] = solved as [number, number];
  return { kind: "kaplan", parameterScale: model ** (1 / ratio), alphaN: ratio * alphaD, tokenScale, alphaD };
}

function errorFor(law: LossLaw | undefined, observations: readonly LossObservation[]): number {
  if (law === undefined) return Number.POSITIVE_INFINITY;
  const squares = observations.map(
    ({ parameters, tokens, loss }) => Math.log(lossAt(law, parameters, tokens) / loss) ** 2,
  );
  return Math.sqrt(squares.reduce((total, square) => total + square, 0) / squares.length);
}

/** A grid around the usual values, then a pattern search that halves its steps (Hooke and Jeeves 1961). */
function searchPair(errorOf: (pair: Pair) => number, centre: Pair): Pair {
  const factors = [0.2, 0.35, 0.5, 0.7, 0.85, 1, 1.2, 1.5, 2, 2.8];
  const grid = factors.flatMap((one) => factors.map((other): Pair => [centre[0] * one, centre[1] * other]));
  let best = grid.reduce((least, pair) => (errorOf(pair) < errorOf(least) ? pair : least));
  let leastError = errorOf(best);
  for (let step = 0.1; step > 1e-10; ) {
    const neighbours = directions.map(
      ([one, other]): Pair => [best[0] * (1 + one * step), best[1] * (1 + other * step)],
    );
    const next = neighbours.find((pair) => errorOf(pair) < leastError);
    if (next === undefined) step /= 2;
    else [best, leastError] = [next, errorOf(next)];
  }
  return best;
}

const directions: readonly Pair[] = [-1, 0, 1].flatMap((one) => [-1, 0, 1].map((other): Pair => [one, other]));

interface Row {
  readonly terms: readonly number[];
  readonly target: number;
}

/** Least squares of relative residuals by the normal equations, columns scaled. */
function leastSquares(rows: readonly Row[]): number[] | undefined {
  const size = rows[0]!.terms.length;
  const scale = Array.from({ length: size }, (_, column) =>
    Math.hypot(...rows.map(({ terms, target }) => terms[column]! / target)),
  );
  const scaled = rows.map(({ terms, target }) => terms.map((term, column) => term / target / scale[column]!));
  const matrix = scale.map((_, i) => [
    ...scale.map((_, j) => scaled.reduce((sum, row) => sum + row[i]! * row[j]!, 0)),
    scaled.reduce((sum, row) => sum + row[i]!, 0),
  ]);
  return solve(matrix)?.map((value, column) => value / scale[column]!);
}

/** Gauss–Jordan elimination with row pivots. @param matrix augmented by the right-hand side. */
function solve(matrix: number[][]): number[] | undefined {
  const size = matrix.length;
  for (let column = 0; column < size; column++) {
    const rest = matrix.slice(column).map((row) => Math.abs(row[column]!));
    const pivot = column + rest.indexOf(Math.max(...rest));
    if (!(Math.abs(matrix[pivot]![column]!) > 1e-14)) return undefined;
    [matrix[column], matrix[pivot]] = [matrix[pivot]!, matrix[column]!];
    for (let row = 0; row < size; row++) {
      if (row === column) continue;
      const factor = matrix[row]![column]! / matrix[column]![column]!;
      for (let at = column; at <= size; at++) matrix[row]![at]! -= factor * matrix[column]![at]!;
    }
  }
  return matrix.map((row, index) => row[size]! / row[index]!);
}
