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
  const { topics, bestTopic, bestSteps } = topicTable();
  const { rows } = wordIndex();
  const { kinds, starts, ends } = tokens;
  const steps = new Int32Array(topics);
  const kept: Candidate[][] = Array.from({ length: topics }, () => []);
  let clauses = 0;
  forEachClause(tokens, (from, to) => {
    clauses++;
    let best = -1;
    let most = 0;
    let unknownWords = 0;
    for (let index = from; index < to; index++) {
      const entry = entries[index]!;
      const row = entry < 0 ? -1 : rows[entry]!;
      if (row >= 0) {
        const topic = bestTopic[row]!;
        const sum = steps[topic]! + bestSteps[row]!;
        steps[topic] = sum;
        if (sum > most) {
          most = sum;
          best = topic;
        }
      } else if (
        kinds[index] === tokenKind.ideograph ||
        (kinds[index] === tokenKind.word && ends[index]! - starts[index]! >= 4)
      ) {
        unknownWords++;
      }
    }
    for (let index = from; index < to; index++) {
      const entry = entries[index]!;
      const row = entry < 0 ? -1 : rows[entry]!;
      if (row >= 0) steps[bestTopic[row]!] = 0;
    }
    if (unknownWords > 0) unknown?.add(from, to, unknownWords / (unknownWords + 2));
    if (best >= 0) keep(kept[best]!, from, to, most);
  });
  const clearest = kept.flat().sort((one, other) => one.from - other.from);
  return { clauses, clearest };
}

function keep(candidates: Candidate[], from: number, to: number, steps: number): void {
  if (candidates.length === keptPerTopic) {
    if (steps <= candidates[keptPerTopic - 1]!.steps) return;
    candidates.pop();
  }
  candidates.push({ from, to, steps });
  candidates.sort((one, other) => other.steps - one.steps);
}
