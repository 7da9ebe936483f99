import { characterCountNames, writeCharacterCounts } from "./character-counts.ts";
import { lineCountNames, writeLineCounts } from "./line-counts.ts";
import { wordCountNames, writeWordCounts } from "./word-counts.ts";

/** What the structural counts are, in the order in which they are stored. */
export const structureNames = [...characterCountNames, ...lineCountNames, ...wordCountNames] as const;

/** Shares and means as they are; all other counts are stored as ln(1 + n). */
const shares: readonly string[] = ["lettersPerWord", "distinctShare", "upperShare", "characterEntropy"];
const isShare = structureNames.map((name) => shares.includes(name));

/** Structural counts of a text: what it is made of, not what it says. Linear in its length. */
export function structureOf(text: string): Float32Array {
  const counts = new Float32Array(structureNames.length);
  writeCharacterCounts(text, counts, 0);
  writeLineCounts(text, counts, characterCountNames.length);
  writeWordCounts(text, counts, characterCountNames.length + lineCountNames.length);
  for (let at = 0; at < counts.length; at++) if (!isShare[at]) counts[at] = Math.log1p(counts[at]!);
  return counts;
}
