import { tiedRuns } from "./tied-runs.ts";

/** A non-decreasing function given by its value at rising points, straight in between and flat outside. */
export interface StepLine {
  readonly at: readonly number[];
  readonly value: readonly number[];
}

export interface IsotonicOptions {
  /** Blocks smaller than this are joined with a neighbour, so that no probability rests on a handful of labels. */
  readonly leastBlock?: number;
}

/**
 * Isotonic regression: the non-decreasing fit with least squared error, by pooling adjacent violators (Ayer et al. 1955).
 * Blocks are stated at their mean x and joined by straight lines, which keeps the order of what was different.
 */
export function fitIsotonic(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  { leastBlock = 1 }: IsotonicOptions = {},
): StepLine {
  const { order, starts } = tiedRuns(x);
  const blocks: Block[] = [];
  for (let run = 0; run + 1 < starts.length; run++) {
    const [from, to] = [starts[run]!, starts[run + 1]!];
    let sum = 0;
    for (let at = from; at < to; at++) sum += y[order[at]!]!;
    blocks.push({ count: to - from, x: x[order[from]!]! * (to - from), y: sum });
    while (blocks.length > 1 && mustPool(blocks.at(-2)!, blocks.at(-1)!, leastBlock)) pool(blocks);
  }
  while (blocks.length > 1 && blocks.at(-1)!.count < leastBlock) pool(blocks);
  return {
    at: blocks.map((block) => block.x / block.count),
    value: blocks.map((block) => block.y / block.count),
  };
}

/** The function's value at x. */
export function applyStepLine({ at, value }: StepLine, x: number): number {
  let [low, high] = [0, at.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at[middle]! <= x) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return value[0] ?? Number.NaN;
  if (low === at.length) return value[low - 1]!;
  const share = (x - at[low - 1]!) / (at[low]! - at[low - 1]!);
  return value[low - 1]! + share * (value[low]! - value[low - 1]!);
}

interface Block {
  count: number;
  x: number;
  y: number;
}

function mustPool(before: Block, last: Block, leastBlock: number): boolean {
  return before.count < leastBlock || before.y / before.count >= last.y / last.count;
}

function pool(blocks: Block[]): void {
  const last = blocks.pop()!;
  const before = blocks.at(-1)!;
  before.count += last.count;
  before.x += last.x;
  before.y += last.y;
}
