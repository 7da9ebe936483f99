import { isAsciiUpper } from "./code-kinds.ts";

export const lineCountNames = ["lines", "shortLines", "indentedLines", "options", "optionCharacters"] as const;

const shortBelow = 25;
const newline = 10;

/** Counts by line (how many, how many short, indented, or an option of a choice) into `out` from place `to`. */
export function writeLineCounts(text: string, out: Float32Array, to: number): void {
  let [lines, shortLines, indentedLines, options, optionCharacters] = [0, 0, 0, 0, 0];
  let start = 0;
  for (let at = 0; at <= text.length; at++) {
    if (at < text.length && text.charCodeAt(at) !== newline) continue;
    const length = at - start;
    lines++;
    if (length < shortBelow) shortLines++;
    if (length > 2) {
      const first = text.charCodeAt(start);
      if (first === 32 || first === 9) indentedLines++;
      else if (isAsciiUpper(first) && isOptionMark(text.charCodeAt(start + 1))) {
        options++;
        optionCharacters += length - 2;
      }
    }
    start = at + 1;
  }
  out[to] = lines;
  out[to + 1] = shortLines;
  out[to + 2] = indentedLines;
  out[to + 3] = options;
  out[to + 4] = optionCharacters;
}

/** A full stop, closing bracket or colon. */
function isOptionMark(code: number): boolean {
  return code === 46 || code === 41 || code === 58;
}
