import type { Scorer } from "./scorer.ts";
import { type Boilerplate, withoutBoilerplate } from "./text/boilerplate.ts";
import { textFingerprint } from "./text/fingerprint.ts";
import { type Wording, wordingHash, wordingOf } from "./text/wording.ts";

/** Shorter texts are known as a whole, longer ones by their halves. */
const leastHalf = 7;
const leastTokens = 3;
const lengthStep = 1.25;
/** How many tokens or lines may stand before or after what is known. */
const mostBeside = 6;
/** Owner of a part that several questions hold. */
const nobody = -1;

/**
 * What makes a scorer recognise the prompts it was fitted on, boilerplate aside: a fingerprint of each, and one of its first
 * and of its last half, 32 bits each. A copy with one stretch changed still has one half; a copy with words or lines around it
 * has both. A half that different questions share is the application's wording and left out.
 */
export function fittedPromptHashes(texts: readonly string[], groups: ArrayLike<number>): Set<number> {
  const wordings = texts.map(wordingOf);
  const ownerOf = new Map<number, number>();
  const claim = (hash: number, group: number): void => {
    const owner = ownerOf.get(hash) ?? group;
    ownerOf.set(hash, owner === group ? group : nobody);
  };
  for (const [index, wording] of wordings.entries()) {
    for (const hash of partHashes(wording)) claim(hash, groups[index]!);
  }
  for (const [index, wording] of wordings.entries()) {
    for (const hash of candidateHashes(wording)) if (ownerOf.has(hash)) claim(hash, groups[index]!);
  }
  const parts = [...ownerOf].filter(([, owner]) => owner !== nobody).map(([hash]) => hash);
  return new Set([...texts.map(textFingerprint), ...parts]);
}

function partHashes(wording: Wording): number[] {
  const { length } = wording.tokens;
  const half = halfOf(length);
  if (half !== undefined) return [wordingHash(wording, 0, half), wordingHash(wording, length - half, length)];
  return length >= leastTokens ? [wordingHash(wording, 0, length)] : [];
}

/** Whether a scorer was fitted on this prompt or a copy with little changed; `boilerplate` is that of the judged prompts. */
export function isFittedPrompt(
  { fittedPrompts, boilerplate: own }: Scorer,
  text: string,
  boilerplate: Boilerplate,
): boolean {
  const stripped = withoutBoilerplate(text, own);
  const forms = new Set([text, stripped, withoutBoilerplate(stripped, boilerplate)]);
  return [...forms].some(
    (form) => fittedPrompts.has(textFingerprint(form)) || holdsPart(fittedPrompts, wordingOf(form)),
  );
}

function holdsPart(fittedPrompts: ReadonlySet<number>, wording: Wording): boolean {
  for (const hash of candidateHashes(wording)) if (fittedPrompts.has(hash)) return true;
  return false;
}

/** Hashes of the stretches that may be a known prompt or half of one. */
function* candidateHashes(wording: Wording): Generator<number> {
  const count = wording.tokens.length;
  const lengths = count < 2 * leastHalf + mostBeside ? wholeLengths(count) : [];
  for (const length of [...lengths, ...halfLengths(count)]) {
    for (const start of starts(wording, length)) yield wordingHash(wording, start, start + length);
  }
}

/** Where a stretch of a length may begin: near the beginning, at a line, or so that it ends near the end or at a line. */
function starts({ tokens, lines }: Wording, length: number): Set<number> {
  const last = tokens.length - length;
  const beside = Array.from({ length: mostBeside + 1 }, (_, by) => by);
  const early = [...beside, ...lines.slice(0, mostBeside)];
  const late = [...beside.map((by) => last - by), ...lines.slice(-mostBeside).map((line) => line - length)];
  return new Set([...early, ...late].filter((start) => start >= 0 && start <= last));
}

/** Half of a length, rounded down to one of few lengths, so that a changed copy need try only those. */
function halfOf(length: number): number | undefined {
  return halfLengthsUpTo(length / 2).at(-1);
}

/** Halves that a known prompt of about this length may have. */
function halfLengths(length: number): number[] {
  return halfLengthsUpTo(0.6 * length).filter((half) => half >= 0.25 * length);
}

function halfLengthsUpTo(most: number): number[] {
  const lengths: number[] = [];
  for (let length = leastHalf; length <= most; length = Math.max(length + 1, Math.floor(length * lengthStep)))
    lengths.push(length);
  return lengths;
}

function wholeLengths(length: number): number[] {
  const lengths = Array.from({ length: length + 1 }, (_, of) => of);
  return lengths.filter((of) => of >= leastTokens && of >= 0.6 * length && of < 2 * leastHalf);
}
