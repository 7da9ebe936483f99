import { type Clause, forEachClause } from "./clauses.ts";
import { type Tokens, tokenKind } from "./scan.ts";
import { topicTable } from "./topic-table.ts";
import type { UnknownClauses } from "./unknown-clauses.ts";
import { wordIndex } from "./word-index.ts";

/** Clauses of each topic that are read in full. */
const keptPerTopic = 3;

export interface Screening {
  readonly clauses: number;
  /** The clauses with the strongest evidence for each topic. */
  readonly clearest: readonly Clause[];
}

interface Candidate extends Clause {
  readonly steps: number;
}

/**
 * Goes over every clause of a long text at the price of a look-up a word: each word speaks for its best topic only. The
 * strongest clauses of every topic are then worth reading in full. Clauses of unknown words go to `unknown`.
 */
export function screenClauses(tokens: Tokens, entries: Int32Array, unknown: UnknownClauses | undefined): Screening {
  const { topics } = topicTable();
  const steps = new Int32Array(topics);
  const kept: Candidate[][] = Array.from({ length: topics }, () => []);
  let clauses = 0;
  forEachClause(tokens, (from, to) => {
    clauses++;
    const best = strongestTopic(entries, steps, from, to);
    if (best >= 0) keep(kept[best]!, from, to, steps[best]!);
    clearSteps(entries, steps, from, to);
    const unknownWords = unknown === undefined ? 0 : countUnknown(tokens, entries, from, to);
    if (unknownWords > 0) unknown?.add(from, to, unknownWords / (unknownWords + 2));
  });
  return { clauses, clearest: kept.flat().sort((one, other) => one.from - other.from) };
}

/** Adds up the evidence of a clause's words in `steps`; the topic with most of it, −1 where small talk has more. */
function strongestTopic(entries: Int32Array, steps: Int32Array, from: number, to: number): number {
  const { bestTopic, bestSteps } = topicTable();
  let best = -1;
  let most = 0;
  for (let index = from; index < to; index++) {
    const row = rowOf(entries[index]!);
    if (row < 0) continue;
    const topic = bestTopic[row]!;
    const sum = steps[topic]! + bestSteps[row]!;
    steps[topic] = sum;
    if (sum > most) {
      most = sum;
      best = topic;
    }
  }
  return best;
}

function clearSteps(entries: Int32Array, steps: Int32Array, from: number, to: number): void {
  const { bestTopic } = topicTable();
  for (let index = from; index < to; index++) {
    const row = rowOf(entries[index]!);
    if (row >= 0) steps[bestTopic[row]!] = 0;
  }
}

/** In the topic table, −1 for none. */
function rowOf(entry: number): number {
  return entry < 0 ? -1 : wordIndex().rows[entry]!;
}

function countUnknown({ kinds, starts, ends }: Tokens, entries: Int32Array, from: number, to: number): number {
  let count = 0;
  for (let index = from; index < to; index++) {
    const isLong = kinds[index] === tokenKind.word && ends[index]! - starts[index]! >= 4;
    if (rowOf(entries[index]!) < 0 && (isLong || kinds[index] === tokenKind.ideograph)) count++;
  }
  return count;
}

function keep(candidates: Candidate[], from: number, to: number, steps: number): void {
  if (candidates.length === keptPerTopic) {
    if (steps <= candidates[keptPerTopic - 1]!.steps) return;
    candidates.pop();
  }
  candidates.push({ from, to, steps });
  candidates.sort((one, other) => other.steps - one.steps);
}
