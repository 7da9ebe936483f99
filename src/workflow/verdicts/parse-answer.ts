export type Parsed = { readonly ok: true; readonly value: unknown } | { readonly ok: false };

/**
 * The JSON value of an answer: the whole text, or the one fenced block, or the one object (else the one array) that stands
 * in prose. Nothing is mended: text that is only nearly JSON, or holds several values, is for the model to say again.
 */
export function parseAnswer(text: string): Parsed {
  const whole = parseJson(text);
  if (whole.ok) return whole;
  const fenced = onlyOne(
    [...text.matchAll(/```[\w-]*[ \t]*\r?\n([\s\S]*?)```/g)].map(([, block]) => parseJson(block!)),
  );
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

/** Openings that are tried before the text is given up: each costs one pass, so hostile text stays linear. */
const mostOpenings = 32;

function valuesInProse(text: string): Success[] {
  const found: Success[] = [];
  const openings = /[{[]/g;
  for (let tried = 0; tried < mostOpenings; tried++) {
    const start = openings.exec(text)?.index;
    if (start === undefined) break;
    const end = endOfValue(text, start);
    const parsed = end === undefined ? { ok: false as const } : parseJson(text.slice(start, end));
    if (!parsed.ok) continue;
    found.push(parsed);
    openings.lastIndex = end!;
  }
  return found;
}

/** Where the brackets opened at `start` are closed again, strings left aside. */
function endOfValue(text: string, start: number): number | undefined {
  let depth = 0;
  let isInString = false;
  for (let index = start; index < text.length; index++) {
    const character = text[index];
    if (isInString) {
      if (character === "\\") index++;
      else if (character === '"') isInString = false;
    } else if (character === '"') isInString = true;
    else if (character === "{" || character === "[") depth++;
    else if ((character === "}" || character === "]") && --depth === 0) return index + 1;
  }
  return undefined;
}
