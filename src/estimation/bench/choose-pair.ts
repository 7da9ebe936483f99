import { cellOf, costNanoUsdOf, type MatrixRow } from "../../matrix/index.ts";

/** The two arms that a router chooses between. */
export interface ArmPair {
  readonly weak: string;
  readonly strong: string;
}

/**
 * The pair when none is named: strong has the highest mean score; weak is the cheapest other arm with known cost, else the arm
 * a third of the way up by mean score. Undefined with fewer than two arms that have scores.
 */
export function choosePair(rows: readonly MatrixRow[]): ArmPair | undefined {
  const names = [...new Set(rows.flatMap(({ outcomes }) => Object.keys(outcomes)))];
  const arms = names.map((arm) => ({ arm, ...meansOf(rows, arm) })).filter(({ score }) => score !== null);
  const byScore = arms.sort((a, b) => a.score! - b.score!);
  const strong = byScore.at(-1);
  if (!strong || byScore.length < 2) return undefined;
  const others = byScore.slice(0, -1);
  const priced = others.filter(({ cost }) => cost !== null).sort((a, b) => a.cost! - b.cost!);
  const weak = priced[0] ?? others[Math.floor((byScore.length - 1) / 3)] ?? others[0]!;
  return { weak: weak.arm, strong: strong.arm };
}

function meansOf(rows: readonly MatrixRow[], arm: string): { score: number | null; cost: number | null } {
  const cells = rows.map((row) => cellOf(row, arm)).filter((cell) => cell !== undefined);
  return {
    score: mean(cells.map(({ score }) => score)),
    cost: mean(cells.map(costNanoUsdOf)),
  };
}

function mean(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}
