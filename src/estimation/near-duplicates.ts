import { codeKind, kindOfCode } from "./text/code-kinds.ts";

const signatureLength = 36;
const rowsPerBand = 3;
/** Jaccard similarity of word 3-grams from which two texts are the same question. */
const sameFrom = 0.5;
/** Agreement of signatures that is worth comparing the shingles themselves. */
const candidateFrom = 0.3;
/** Wording in a third of a part's texts is the application's, not the question's: no question makes up a third of a part. */
const templateShare = 1 / 3;
const leastTexts = 40;
/** Wording in more texts than this finds candidates badly: it brings too many. */
const rareBelow = 40;
/** Texts of a bucket that a new one is compared with. */
const mostCandidates = 20;

/**
 * Group of each text of each part (a task, a matrix), near-duplicates together, also across parts. Candidates are found by
 * MinHash over word 3-grams with locality-sensitive banding (Broder 1997), once over all of a text's wording and once over
 * what few texts share, and united when the Jaccard similarity of their wording is 0.5 or more. Wording in a third of a part's
 * texts is a template and does not count. Linear in the texts: a bucket compares a text with at most 20 others.
 */
export function groupNearDuplicates(parts: readonly (readonly string[])[]): Int32Array[] {
  const shingles = parts.flatMap((texts) => withoutTemplate(texts.map(shinglesOf)));
  const counts = textsWith(shingles);
  const rare = shingles.map((own) => own.filter((hash) => counts.get(hash)! < rareBelow));
  const parent = Int32Array.from(shingles.keys());
  uniteSame(parent, parts.flat());
  uniteLike(parent, shingles, shingles.map(signatureOf));
  uniteLike(parent, shingles, rare.map(signatureOf));
  let from = 0;
  return parts.map(({ length }) => {
    const start = from;
    from += length;
    return Int32Array.from({ length }, (_, index) => rootOf(parent, start + index));
  });
}

function uniteSame(parent: Int32Array, texts: readonly string[]): void {
  const first = new Map<string, number>();
  for (const [index, text] of texts.entries()) {
    const before = first.get(text);
    if (before === undefined) first.set(text, index);
    else unite(parent, before, index);
  }
}

/** Unites texts that meet in a bucket and are alike. Two wordings of a question may meet only by way of a third. */
function uniteLike(parent: Int32Array, shingles: readonly Uint32Array[], signatures: readonly Uint32Array[]): void {
  for (let band = 0; band < signatureLength; band += rowsPerBand) {
    const buckets = new Map<string, number[]>();
    for (const [index, signature] of signatures.entries()) {
      const key = signature.subarray(band, band + rowsPerBand).join();
      const bucket = buckets.get(key) ?? [];
      const like = bucket.find(
        (other) =>
          rootOf(parent, other) === rootOf(parent, index) ||
          (agreement(signatures[other]!, signature) >= candidateFrom &&
            similarity(shingles[other]!, shingles[index]!) >= sameFrom),
      );
      if (like !== undefined) unite(parent, like, index);
      if (bucket.length < mostCandidates) buckets.set(key, [...bucket, index]);
    }
  }
}

function shinglesOf(text: string): Uint32Array {
  const hashes: number[] = [];
  let word = 0x811c9dc5 | 0;
  let isInside = false;
  let [one, two] = [0, 0];
  const lowered = text.toLowerCase();
  for (let index = 0; index <= lowered.length; index++) {
    const code = index < lowered.length ? lowered.charCodeAt(index) : 32;
    const kind = kindOfCode(code);
    if (kind === codeKind.word || kind === codeKind.ideograph) {
      word = Math.imul(word ^ code, 0x01000193);
      isInside = true;
      // written without spaces: each sign is a word
      if (kind === codeKind.word) continue;
    }
    if (!isInside) continue;
    hashes.push((Math.imul(one, 961) + Math.imul(two, 31) + word) >>> 0);
    one = two;
    two = word;
    word = 0x811c9dc5 | 0;
    isInside = false;
  }
  return Uint32Array.from(new Set(hashes)).sort();
}

/** What is left of each text without the part's template; all of it where nothing would be. */
function withoutTemplate(shingles: readonly Uint32Array[]): Uint32Array[] {
  const least = Math.max(leastTexts, templateShare * shingles.length);
  const template = new Set([...textsWith(shingles)].filter(([, count]) => count >= least).map(([hash]) => hash));
  if (template.size === 0) return [...shingles];
  return shingles.map((all) => {
    const own = all.filter((hash) => !template.has(hash));
    return own.length > 0 ? own : all;
  });
}

function textsWith(shingles: readonly Uint32Array[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const own of shingles) for (const hash of own) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  return counts;
}

function signatureOf(shingles: Uint32Array, text: number): Uint32Array {
  // a text with nothing to go by meets no other
  if (shingles.length === 0) return new Uint32Array(signatureLength).fill(text);
  const signature = new Uint32Array(signatureLength).fill(0xffffffff);
  for (const hash of shingles) {
    for (let row = 0; row < signatureLength; row++) {
      let mixed = hash ^ Math.imul(row + 1, 0x9e3779b1);
      mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
      mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
      const value = (mixed ^ (mixed >>> 16)) >>> 0;
      if (value < signature[row]!) signature[row] = value;
    }
  }
  return signature;
}

/** Jaccard similarity of two sorted sets. */
function similarity(one: Uint32Array, other: Uint32Array): number {
  let [at, to, shared] = [0, 0, 0];
  while (at < one.length && to < other.length) {
    const [a, b] = [one[at]!, other[to]!];
    if (a === b) shared++;
    if (a <= b) at++;
    if (b <= a) to++;
  }
  return shared / (one.length + other.length - shared);
}

function agreement(one: Uint32Array, other: Uint32Array): number {
  let same = 0;
  for (let row = 0; row < signatureLength; row++) if (one[row] === other[row]) same++;
  return same / signatureLength;
}

function rootOf(parent: Int32Array, index: number): number {
  let root = index;
  while (parent[root] !== root) {
    parent[root] = parent[parent[root]!]!;
    root = parent[root]!;
  }
  return root;
}

function unite(parent: Int32Array, one: number, other: number): void {
  const [a, b] = [rootOf(parent, one), rootOf(parent, other)];
  parent[Math.max(a, b)] = Math.min(a, b);
}
