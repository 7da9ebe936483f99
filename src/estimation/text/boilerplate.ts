/** Hashes of lines that many requests of one application share: instructions, worked examples, formats. */
export type Boilerplate = ReadonlySet<number>;

const leastRows = 10;
const leastShare = 0.04;
const shortestLine = 12;

/** The lines that at least 4 % of the texts (and ten of them) have in common. */
export function findBoilerplate(texts: readonly string[]): Boilerplate {
  const rowsWithLine = new Map<number, number>();
  for (const text of texts) {
    const seen = new Set<number>();
    forEachLine(text, (hash, start, end) => {
      if (end - start >= shortestLine) seen.add(hash);
    });
    for (const hash of seen) rowsWithLine.set(hash, (rowsWithLine.get(hash) ?? 0) + 1);
  }
  const least = Math.max(leastRows, leastShare * texts.length);
  return new Set([...rowsWithLine].filter(([, rows]) => rows >= least).map(([hash]) => hash));
}

/** The text without its boilerplate lines; the whole text where nothing else would be left. */
export function withoutBoilerplate(text: string, boilerplate: Boilerplate): string {
  if (boilerplate.size === 0) return text;
  const isShared = (hash: number, start: number, end: number): boolean =>
    end - start >= shortestLine && boilerplate.has(hash);
  let shared = 0;
  forEachLine(text, (hash, start, end) => {
    if (isShared(hash, start, end)) shared++;
  });
  if (shared === 0) return text;
  const kept: string[] = [];
  forEachLine(text, (hash, start, end) => {
    if (!isShared(hash, start, end)) kept.push(text.slice(start, end));
  });
  const rest = kept.join("\n").trim();
  return rest === "" ? text : rest;
}

function forEachLine(text: string, visit: (hash: number, start: number, end: number) => void): void {
  let start = 0;
  let hash = 0x811c9dc5 | 0;
  for (let index = 0; index <= text.length; index++) {
    const code = index < text.length ? text.charCodeAt(index) : 10;
    if (code !== 10) {
      hash = Math.imul(hash ^ code, 0x01000193);
      continue;
    }
    visit(hash >>> 0, start, index);
    start = index + 1;
    hash = 0x811c9dc5 | 0;
  }
}
