/**
 * What the embedded networks see of a text: which hashed words, word beginnings and word pieces occur in it, as sorted
 * distinct bucket numbers in 0 … buckets − 1. Presence only: saying a thing twice does not make it louder.
 *
 * Beginnings (five letters) join the forms of a word; pieces (four letters, word ends marked) let a misspelt word share
 * most of its features with the right one.
 */
export function readFeatures(text: string, buckets: number): Int32Array {
  const seen = new Set<number>();
  for (const word of words(text)) {
    seen.add(bucketOf("word", word, buckets));
    if (word.length > beginningLength) seen.add(bucketOf("beginning", word.slice(0, beginningLength), buckets));
    if (word.length < pieceLength) continue;
    const marked = `_${word}_`;
    for (let start = 0; start + pieceLength <= marked.length; start++) {
      seen.add(bucketOf("piece", marked.slice(start, start + pieceLength), buckets));
    }
  }
  return Int32Array.from(seen).sort();
}

const beginningLength = 5;
const pieceLength = 4;

/** Lower-cased words, numbers as `#`, and the marks that carry meaning. Runs of more than 24 letters are cut. */
function* words(text: string): Generator<string> {
  const lower = text.normalize("NFKC").toLowerCase();
  for (const [found] of lower.matchAll(/\p{L}[\p{L}'’]{0,23}|\p{N}{1,24}|[?!£$€%]/gu)) {
    yield isDigit(found.charCodeAt(0)) ? "#" : found.replaceAll("’", "'");
  }
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** FNV-1a over UTF-16 units, folded to a bucket (Fowler, Noll, Vo: draft-eastlake-fnv). */
function bucketOf(kind: string, text: string, buckets: number): number {
  let hash = 0x811c9dc5;
  const feature = `${kind} ${text}`;
  for (let index = 0; index < feature.length; index++) {
    hash = Math.imul(hash ^ feature.charCodeAt(index), 0x01000193);
  }
  hash ^= hash >>> 15;
  return (hash >>> 0) % buckets;
}
