import { learnedTable } from "./learned-table.ts";
import { readBase64 } from "./read-base64.ts";

/** The learned table, ready for look-ups. */
export interface TopicTable {
  readonly topics: number;
  /** Topics and backgrounds together: the length of a row of `logOdds`. */
  readonly width: number;
  readonly words: number;
  readonly logOdds: Int8Array;
  readonly stepsPerUnit: number;
  /** ln P(topic), backgrounds last. */
  readonly logPrior: Float64Array;
  /** Row of a word by its hash, −1 for an unknown one. */
  rowOf(hash: number): number;
}

let table: TopicTable | undefined;

/** Decodes the table on the first call: importing the package costs nothing but the text. */
export function topicTable(): TopicTable {
  table ??= decode();
  return table;
}

function decode(): TopicTable {
  const { topics, backgrounds, stepsPerUnit, logPrior } = learnedTable;
  const hashes = littleEndian32(readBase64(learnedTable.hashes));
  return {
    topics,
    width: topics + backgrounds,
    words: hashes.length,
    logOdds: new Int8Array(readBase64(learnedTable.logOdds).buffer),
    stepsPerUnit,
    logPrior: Float64Array.from(logPrior),
    rowOf: rowLookup(hashes),
  };
}

function littleEndian32(bytes: Uint8Array<ArrayBuffer>): Int32Array {
  const view = new DataView(bytes.buffer);
  return Int32Array.from({ length: bytes.length / 4 }, (_, index) => view.getInt32(index * 4, true));
}

/** Open addressing with linear probing, a quarter full. */
function rowLookup(hashes: Int32Array): (hash: number) => number {
  let slots = 1024;
  while (slots < hashes.length * 4) slots *= 2;
  const mask = slots - 1;
  const rows = new Int32Array(slots).fill(-1);
  for (const [row, hash] of hashes.entries()) {
    let slot = hash & mask;
    while (rows[slot] !== -1) slot = (slot + 1) & mask;
    rows[slot] = row;
  }
  return (hash) => {
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const row = rows[slot]!;
      if (row === -1 || hashes[row] === hash) return row;
    }
  };
}
