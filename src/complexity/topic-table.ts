import { learnedTable } from "./learned-table.ts";
import { readBase64 } from "./read-base64.ts";
import { toUnitLength } from "./unit-length.ts";

/** The learned table, decoded. */
export interface TopicTable {
  readonly topics: number;
  /** Topics and backgrounds together: the length of a row of `logOdds`. */
  readonly width: number;
  /** Of the word of each row. */
  readonly hashes: Int32Array;
  readonly logOdds: Int8Array;
  readonly stepsPerUnit: number;
  /** ln P(topic), backgrounds last. */
  readonly logPrior: Float64Array;
  /** By topic, of unit length: what its texts are taken for by a reader who misses words. */
  readonly vectors: readonly Float32Array[];
  /** By row: the topic that the word speaks for most, and by how many steps more than for small talk. */
  readonly bestTopic: Uint8Array;
  readonly bestSteps: Int16Array;
}

let table: TopicTable | undefined;

/** Decodes the table on the first call: importing the package costs nothing but the text. */
export function topicTable(): TopicTable {
  table ??= decode();
  return table;
}

function decode(): TopicTable {
  const { topics, backgrounds, stepsPerUnit, logPrior } = learnedTable;
  const width = topics + backgrounds;
  const hashes = littleEndian32(readBase64(learnedTable.hashes));
  const logOdds = new Int8Array(readBase64(learnedTable.logOdds).buffer);
  return {
    topics,
    width,
    hashes,
    logOdds,
    stepsPerUnit,
    logPrior: Float64Array.from(logPrior),
    vectors: rowsOf(new Int8Array(readBase64(learnedTable.vectors).buffer), topics).map(toUnitLength),
    ...bestTopics(logOdds, hashes.length, topics, width),
  };
}

function rowsOf(values: Int8Array, length: number): Float32Array[] {
  return Array.from({ length: values.length / length }, (_, row) =>
    Float32Array.from(values.subarray(row * length, (row + 1) * length)),
  );
}

function bestTopics(
  logOdds: Int8Array,
  words: number,
  topics: number,
  width: number,
): Pick<TopicTable, "bestTopic" | "bestSteps"> {
  const bestTopic = new Uint8Array(words);
  const bestSteps = new Int16Array(words);
  for (let row = 0; row < words; row++) {
    const odds = logOdds.subarray(row * width, (row + 1) * width);
    let best = 0;
    let smallTalk = -128;
    for (let topic = 1; topic < topics; topic++) if (odds[topic]! > odds[best]!) best = topic;
    for (let topic = topics; topic < width; topic++) smallTalk = Math.max(smallTalk, odds[topic]!);
    bestTopic[row] = best;
    bestSteps[row] = odds[best]! - smallTalk;
  }
  return { bestTopic, bestSteps };
}

function littleEndian32(bytes: Uint8Array<ArrayBuffer>): Int32Array {
  const view = new DataView(bytes.buffer);
  return Int32Array.from({ length: bytes.length / 4 }, (_, index) => view.getInt32(index * 4, true));
}
