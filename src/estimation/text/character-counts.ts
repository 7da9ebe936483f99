import { codeKind, kindOfCode } from "./code-kinds.ts";

/** Counts of single signs, and which signs each one counts. */
const signCounts = {
  digits: "0123456789",
  operators: "*+-/<>^",
  equals: "=",
  percentAndMoney: "$%",
  brackets: "([{",
  curlyBrackets: "{",
  quotes: "\"'`",
  commas: ",",
  colons: ":",
  questions: "?",
  exclamations: "!",
  semicolons: ";",
  blanks: "_",
  backslashes: "\\",
} as const;

type SignCount = keyof typeof signCounts;

export const characterCountNames = [
  "characters",
  "nonAscii",
  "ideographs",
  "upperShare",
  "characterEntropy",
  ...(Object.keys(signCounts) as SignCount[]),
] as const;

const signCodes = Object.values(signCounts).map((signs) => Uint8Array.from(signs, (sign) => sign.charCodeAt(0)));
const firstSignCount = characterCountNames.length - signCodes.length;

const histogram = new Int32Array(128);

/** Counts by the kind of character, from one histogram, into `out` from place `at`. */
export function writeCharacterCounts(text: string, out: Float32Array, at: number): void {
  histogram.fill(0);
  let [beyondAscii, ideographs] = [0, 0];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 128) histogram[code]!++;
    else {
      beyondAscii++;
      if (kindOfCode(code) === codeKind.ideograph) ideographs++;
    }
  }
  let uppers = 0;
  for (let code = 65; code <= 90; code++) uppers += histogram[code]!;
  out[at] = text.length;
  out[at + 1] = beyondAscii;
  out[at + 2] = ideographs;
  out[at + 3] = uppers / Math.max(1, text.length);
  out[at + 4] = entropyOf(beyondAscii, text.length);
  for (let group = 0; group < signCodes.length; group++) {
    const codes = signCodes[group]!;
    let sum = 0;
    for (let sign = 0; sign < codes.length; sign++) sum += histogram[codes[sign]!]!;
    out[at + firstSignCount + group] = sum;
  }
}

/** Entropy of the signs in bits; all beyond ASCII count as one. */
function entropyOf(beyondAscii: number, total: number): number {
  let entropy = termOf(beyondAscii, total);
  for (let code = 0; code < histogram.length; code++) entropy += termOf(histogram[code]!, total);
  return entropy;
}

function termOf(count: number, total: number): number {
  return count > 0 ? -(count / total) * Math.log2(count / total) : 0;
}
