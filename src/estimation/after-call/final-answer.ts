/** Marks after which models state what they settled on. The last one in the text counts. */
const marks = ['"answer":', "####", "\\boxed{", "answer is", "answer:", "Answer:"];
const longestAnswer = 80;

/**
 * What a response settles on, in a form that two responses can be compared by: the stated answer, else the last number, else a
 * short response as it is. Undefined for a long text that settles on nothing.
 */
export function finalAnswer(response: string): string | undefined {
  const stated = statedAnswer(response);
  if (stated !== undefined) return stated;
  const trimmed = response.trim();
  if (trimmed.length <= longestAnswer) return normalised(trimmed);
  return lastNumber(trimmed);
}

function statedAnswer(response: string): string | undefined {
  let [at, length] = [-1, 0];
  for (const mark of marks) {
    const found = response.lastIndexOf(mark);
    if (found > at) [at, length] = [found, mark.length];
  }
  if (at < 0) return undefined;
  const rest = response.slice(at + length, at + length + longestAnswer);
  const line = rest.trimStart().split("\n", 1)[0] ?? "";
  return lastNumber(line) ?? normalised(line);
}

/** The last run of digits, with sign, thousands separators dropped and no trailing zeros after the point. */
function lastNumber(text: string): string | undefined {
  let end = text.length;
  while (end > 0 && !isDigit(text.charCodeAt(end - 1))) end--;
  if (end === 0) return undefined;
  let start = end;
  while (start > 0 && (isDigit(text.charCodeAt(start - 1)) || text[start - 1] === "." || text[start - 1] === ","))
    start--;
  const value = Number(text.slice(start, end).replaceAll(",", ""));
  if (!Number.isFinite(value)) return text.slice(start, end);
  return String(text[start - 1] === "-" ? -value : value);
}

function normalised(text: string): string | undefined {
  let kept = "";
  for (const sign of text.toLowerCase()) if (/[\p{L}\p{N}]/u.test(sign)) kept += sign;
  return kept === "" ? undefined : kept;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
