import { codeKind, kindOfCode } from "./text/code-kinds.ts";

const signatureLength = 24;
const rowsPerBand = 3;
/** Estimated Jaccard similarity of word 3-grams from which two texts are the same question. */
const sameFrom = 0.6;
/** A shingle in this many texts is the application's wording, not the question's. */
const commonFrom = 40;

/**
 * Group of each text, near-duplicates together: MinHash over word 3-grams with locality-sensitive banding (Broder 1997), then
 * union of the pairs that agree in most of their signature. Shingles that many texts share are left out. Linear in the texts.
 */
export function groupNearDuplicates(texts: readonly string[]): Int32Array {
  const shingles = texts.map(shinglesOf);
  const common = commonShingles(shingles);
  const signatures = shingles.map((own) => signatureOf(own, common));
  const parent = Int32Array.from(texts, (_, index) => index);
  for (let band = 0; band < signatureLength; band += rowsPerBand) {
    const buckets = new Map<string, number[]>();
    for (const [index, signature] of signatures.entries()) {
      const key = signature.subarray(band, band + rowsPerBand).join();
      const bucket = buckets.get(key) ?? [];
      // comparing with the first few of a bucket is enough: they are already united with their own
      const like = bucket.find((other) => agreement(signatures[other]!, signature) >= sameFrom);
      if (like !== undefined) unite(parent, like, index);
      else if (bucket.length < 50) buckets.set(key, [...bucket, index]);
    }
  }
  return Int32Array.from(texts, (_, index) => rootOf(parent, index));
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
  return Uint32Array.from(new Set(hashes));
}

function commonShingles(shingles: readonly Uint32Array[]): Set<number> {
  const counts = new Map<number, number>();
  for (const own of shingles) for (const hash of own) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count >= commonFrom).map(([hash]) => hash));
}

function signatureOf(shingles: Uint32Array, common: ReadonlySet<number>): Uint32Array {
  const signature = new Uint32Array(signatureLength).fill(0xffffffff);
  const own = shingles.filter((hash) => !common.has(hash));
  for (const hash of own.length > 0 ? own : shingles) {
    for (let row = 0; row < signatureLength; row++) {
      let mixed = Math.imul(hash ^ Math.imul(row + 1, 0x9e3779b1), 0x85ebca6b);
      mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
      const value = (mixed ^ (mixed >>> 16)) >>> 0;
      if (value < signature[row]!) signature[row] = value;
    }
  }
  return signature;
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
