import { estimateTokens } from "./estimate-tokens.ts";
import type { Extraction } from "./extract-concepts.ts";
import { effectiveConcepts, meanSquaredOverlap, type PairSums } from "./overlap.ts";
import { type Tokens, tokenKind } from "./scan.ts";
import { schemaDifficulty } from "./schema-difficulty.ts";

export interface SignalMeaning {
  readonly unit: string;
  readonly meaning: string;
}

/** Every signal with its unit and what it counts. */
export const signalMeanings = {
  effectiveConcepts: {
    unit: "concepts",
    meaning: "things to keep apart, alike ones counting less (participation ratio)",
  },
  meanSquaredOverlap: { unit: "0..1", meaning: "how alike the concepts are: weighted mean squared cosine over pairs" },
  concepts: { unit: "concepts", meaning: "distinct concepts found, of any weight" },
  characters: { unit: "UTF-16 units", meaning: "length of the whole text" },
  estimatedTokens: { unit: "tokens", meaning: "about how many tokens of it a model reads" },
  clauses: { unit: "clauses", meaning: "clauses in what the user says" },
  ambiguity: { unit: "0..1", meaning: "how close second readings come to the first" },
  asks: { unit: "phrases", meaning: "requests and questions" },
  steps: { unit: "phrases", meaning: "steps asked for one after the other" },
  negations: { unit: "words", meaning: "not, never, none and the like" },
  exceptions: { unit: "phrases", meaning: "unless, except, apart from and the like" },
  constraints: { unit: "phrases", meaning: "conditions and limits the answer must keep" },
  deadlines: { unit: "phrases", meaning: "times by which something must happen, and urgency" },
  emotions: { unit: "phrases", meaning: "anger, distress, disappointment, joy" },
  contradictions: { unit: "claims", meaning: "claims that something near them denies" },
  documents: { unit: "phrases", meaning: "documents and attachments referred to" },
  crossReferences: { unit: "phrases", meaning: "references from one part to another" },
  riskTerms: { unit: "phrases", meaning: "danger, fraud, health and other terms where a mistake is dear" },
  legalTerms: { unit: "phrases", meaning: "legal and policy terms" },
  moneyTerms: { unit: "phrases", meaning: "money terms" },
  codeTerms: { unit: "words", meaning: "words of programming, and symbols per word above one in three" },
  mathsTerms: { unit: "phrases", meaning: "words of calculation" },
  numbers: { unit: "numbers", meaning: "numbers in the text" },
  schemaDifficulty: { unit: "0..1", meaning: "depth, fields, enums and unions of the schema the answer must fit" },
  familiarity: { unit: "0..1", meaning: "share of words that the learned table knows" },
  leftOutShare: { unit: "0..1", meaning: "share of the text that is system prompt, tool list, history or boilerplate" },
} as const satisfies Record<string, SignalMeaning>;

export type SignalName = keyof typeof signalMeanings;
export type Signals = Readonly<Record<SignalName, number>>;

export interface SignalSources {
  readonly tokens: Tokens;
  readonly extraction: Extraction;
  readonly sums: PairSums;
  readonly readUnits: number;
  readonly schema?: unknown;
}

export function signalsOf({ tokens, extraction, sums, readUnits, schema }: SignalSources): Signals {
  const { cues, concepts, clauses, ambiguity, familiarity } = extraction;
  const { counts } = cues;
  const count = (...names: (keyof typeof counts)[]): number =>
    names.reduce((sum, name) => sum + (counts[name] ?? 0), 0);
  const kinds = countKinds(tokens);
  return {
    effectiveConcepts: effectiveConcepts(sums),
    meanSquaredOverlap: meanSquaredOverlap(sums),
    concepts: concepts.length,
    characters: tokens.text.length,
    estimatedTokens: estimateTokens(tokens),
    clauses,
    ambiguity,
    asks: count("ask") + kinds.questions,
    steps: count("step"),
    negations: count("negation"),
    exceptions: count("exception"),
    constraints: count("constraint"),
    deadlines: count("deadline", "urgency"),
    emotions: count("anger", "distress", "disappointment", "joy"),
    contradictions: cues.contradictions,
    documents: count("document"),
    crossReferences: count("crossReference"),
    riskTerms: count("risk"),
    legalTerms: count("legal", "policy"),
    moneyTerms: count("money"),
    codeTerms: count("code") + Math.max(0, kinds.symbols - Math.ceil(kinds.words / 3)),
    mathsTerms: count("maths"),
    numbers: kinds.numbers,
    schemaDifficulty: schema === undefined ? 0 : schemaDifficulty(schema),
    familiarity,
    leftOutShare: tokens.text.length === 0 ? 0 : 1 - readUnits / tokens.text.length,
  };
}

function countKinds({ count, kinds }: Tokens): { words: number; numbers: number; questions: number; symbols: number } {
  const byKind = new Int32Array(16);
  for (let index = 0; index < count; index++) byKind[kinds[index]!]!++;
  return {
    words: byKind[tokenKind.word]! + byKind[tokenKind.ideograph]!,
    numbers: byKind[tokenKind.number]!,
    questions: byKind[tokenKind.question]!,
    symbols: byKind[tokenKind.symbol]!,
  };
}
