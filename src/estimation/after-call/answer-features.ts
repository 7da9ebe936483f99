import { finalAnswer } from "./final-answer.ts";

/** An answer and all that is known of it before anybody judges it. */
export interface GivenAnswer {
  readonly request: string;
  readonly response: string;
  /** Probability of success before the call. */
  readonly before: number;
  /** Answers of other samples, or of other cheap models, to the same request. */
  readonly others?: readonly string[];
  /** Natural logarithms of the tokens' probabilities, where the provider gives them. */
  readonly logProbabilities?: readonly number[];
  /** The model's own probability that it is right. */
  readonly confidence?: number;
  /** What the checks said: whether they accepted the answer. */
  readonly isAccepted?: boolean;
}

export const answerFeatureNames = [
  "before",
  "characters",
  "lines",
  "lengthRatio",
  "hedges",
  "refusals",
  "corrections",
  "isEnded",
  "isJson",
  "codeFences",
  "repeatedLines",
  "numbers",
  "hasFinalAnswer",
  "finalLength",
  "finalMagnitude",
  "isFinalInRequest",
  "meanProbability",
  "leastProbability",
  "confidence",
  "others",
  "agreement",
  "isAccepted",
] as const;

const unknown = -1;
const hedges = [
  "maybe",
  "perhaps",
  "might",
  "not sure",
  "unclear",
  "i think",
  "possibly",
  "assuming",
  "approximately",
  "it seems",
];
const refusals = [
  "i cannot",
  "i can't",
  "i'm sorry",
  "unable to",
  "as an ai",
  "no answer",
  "not enough information",
  "insufficient",
];
const corrections = ["wait", "actually", "however", "let me re", "mistake", "correction"];
/** Enough to see what kind of text it is, however long it grows. */
const mostRead = 20_000;
const mostParsed = 200_000;

/** The answer as numbers; −1 stands for what is not known. Linear in the response. */
export function answerFeatures(answer: GivenAnswer): Float32Array {
  const { request, before, others = [], logProbabilities = [], confidence, isAccepted } = answer;
  const response = headAndTail(answer.response);
  const lowered = response.toLowerCase();
  const lines = response.split("\n");
  const final = finalAnswer(response);
  const value = final === undefined ? Number.NaN : Number(final);
  const known = logProbabilities.filter(Number.isFinite);
  return Float32Array.from([
    before,
    Math.log1p(answer.response.length),
    Math.log1p(lines.length),
    Math.log((1 + answer.response.length) / (1 + request.length)),
    Math.log1p(occurrences(lowered, hedges)),
    Math.log1p(occurrences(lowered, refusals)),
    Math.log1p(occurrences(lowered, corrections)),
    Number(/[.!?}\])"'`\d]$/.test(response.trimEnd().slice(-1))),
    jsonState(answer.response),
    Math.log1p(occurrences(response, ["```"])),
    lines.length > 1 ? 1 - new Set(lines).size / lines.length : 0,
    Math.log1p(numbersIn(response)),
    Number(final !== undefined),
    Math.log1p(final?.length ?? 0),
    Number.isFinite(value) ? Math.log1p(Math.abs(value)) : unknown,
    final === undefined ? unknown : Number(request.toLowerCase().includes(final)),
    known.length > 0 ? Math.exp(known.reduce((sum, log) => sum + log, 0) / known.length) : unknown,
    known.length > 0 ? Math.exp(known.reduce((least, log) => Math.min(least, log), 0)) : unknown,
    confidence ?? unknown,
    others.length,
    agreement(final, response, others),
    isAccepted === undefined ? unknown : Number(isAccepted),
  ]);
}

/** Share of the others that settle on the same, or how alike the texts are where nothing is settled. */
function agreement(final: string | undefined, response: string, others: readonly string[]): number {
  if (others.length === 0) return unknown;
  let sum = 0;
  for (const other of others) {
    const read = headAndTail(other);
    const theirs = finalAnswer(read);
    sum += final !== undefined && theirs !== undefined ? Number(final === theirs) : likeness(response, read);
  }
  return sum / others.length;
}

/** Shared words over all words. */
function likeness(one: string, other: string): number {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  let shared = 0;
  for (const word of a) if (b.has(word)) shared++;
  const all = a.size + b.size - shared;
  return all === 0 ? 1 : shared / all;
}

function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().split(/\s/u));
}

function occurrences(text: string, phrases: readonly string[]): number {
  let count = 0;
  for (const phrase of phrases) {
    for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + phrase.length)) count++;
  }
  return count;
}

function numbersIn(text: string): number {
  let count = 0;
  let isInside = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const isDigit = code >= 48 && code <= 57;
    if (isDigit && !isInside) count++;
    isInside = isDigit;
  }
  return count;
}

/** 1 valid JSON, 0 looks like JSON and is not, −1 no JSON or too long to try. */
function jsonState(response: string): number {
  const trimmed = response.trim();
  if (!trimmed.startsWith("{") && !trimmed.startsWith("[")) return unknown;
  if (trimmed.length > mostParsed) return unknown;
  try {
    JSON.parse(trimmed);
    return 1;
  } catch {
    return 0;
  }
}

function headAndTail(text: string): string {
  if (text.length <= mostRead) return text;
  return text.slice(0, mostRead / 2) + text.slice(-mostRead / 2);
}
