export type Parsed = { readonly ok: true; readonly value: unknown } | { readonly ok: false };

/**
 * The JSON value of an answer: the whole text, or the one fenced block, or the one object (else the one array) that stands
 * in prose. Nothing is mended: text that is only nearly JSON, or holds several values, is for the model to say again.
 */
export function parseAnswer(text: string): Parsed {
  const whole = parseJson(text);
  if (whole.ok) return whole;
  const fenced = onlyOne(fencedBlocks(text).map(parseJson));
  if (fenced.ok) return fenced;
  const embedded = valuesInProse(text);
  const objects = embedded.filter(({ value }) => !Array.isArray(value));
  return onlyOne(objects.length > 0 ? objects : embedded);
}

type Success = Extract<Parsed, { ok: true }>;

export function parseJson(text: string): Parsed {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false };
  }
}

function onlyOne(candidates: readonly Parsed[]): Parsed {
  const parsed = candidates.filter(({ ok }) => ok);
  return parsed.length === 1 ? parsed[0]! : { ok: false };
}

/** Fenced blocks or values in prose that are looked at; an answer with more of them is no answer. */
const mostValues = 32;
/** No schema nests deeper; brackets that do are noise. */
const deepest = 256;

function fencedBlocks(text: string): string[] {
  const blocks: string[] = [];
  for (const [, block] of text.matchAll(/```[\w-]*[ \t]*\r?\n([\s\S]*?)```/g)) {
    if (blocks.push(block!) === mostValues) break;
  }
  return blocks;
}

function valuesInProse(text: string): Success[] {
  const spans = closedSpans(text).slice(0, mostValues);
  return spans.map(([from, to]) => parseJson(text.slice(from, to))).filter((parsed) => parsed.ok);
}

const [quote, backslash, newline] = [34, 92, 10];
const closingOf = new Map([
  [91, 93],
  [123, 125],
]);
const closings = new Set(closingOf.values());

/** The outermost pairs of brackets that are closed, in one pass: strings are skipped, a broken one ends what is open. */
function closedSpans(text: string): [number, number][] {
  const spans: [number, number][] = [];
  const open: { readonly at: number; readonly closing: number }[] = [];
  let isInString = false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const closing = closingOf.get(code);
    if (isInString) {
      if (code === backslash) index++;
      else if (code === quote) isInString = false;
      else if (code === newline) {
        isInString = false;
        open.length = 0;
      }
    } else if (closing !== undefined) {
      if (open.length === deepest) open.length = 0;
      open.push({ at: index, closing });
    } else if (open.length > 0 && code === quote) isInString = true;
    else if (open.length > 0 && closings.has(code)) close(index, code);
  }
  return spans;

  function close(index: number, code: number): void {
    const { at, closing } = open.pop()!;
    if (code !== closing) {
      open.length = 0;
      return;
    }
    while (spans.length > 0 && spans.at(-1)![0] > at) spans.pop();
    spans.push([at, index + 1]);
  }
}
