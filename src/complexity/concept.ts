import type { Span } from "./scan.ts";

/** What kind of thing a concept is. */
export type ConceptKind =
  | "intent"
  | "entity"
  | "quantity"
  | "constraint"
  | "exception"
  | "deadline"
  | "emotion"
  | "policy"
  | "legal"
  | "money"
  | "contradiction"
  | "document"
  | "taxonomy";

/** One thing that a text asks a reader to keep apart from the others; several mentions of it are one concept. */
export interface Concept {
  /** The words of its clearest mention; for the user's own taxonomy, the label. */
  readonly text: string;
  readonly kind: ConceptKind;
  /** Salience, in (0, 1]. */
  readonly weight: number;
  /** Start and end of the clearest mention in the text, UTF-16 units. */
  readonly span: Span;
  /** How often it is mentioned. */
  readonly mentions: number;
  /** Of unit length, or all zero. */
  readonly vector: Float32Array;
}

/**
 * Salience of the kinds that a cue gives away. An intent weighs the chance that it is meant, up to 1; details weigh little,
 * for a reader looks them up instead of weighing them against each other. Chosen on training-side messages.
 */
export const cueSalience = {
  exception: 0.03,
  constraint: 0.03,
  deadline: 0.03,
  contradiction: 0.05,
  legal: 0.03,
  policy: 0.02,
  money: 0.01,
  emotion: 0.02,
  document: 0.01,
  entity: 0.003,
  quantity: 0.003,
} as const satisfies Partial<Record<ConceptKind, number>>;

/** Of a word that the learned table does not hold: it may mean anything, so it has to be kept in mind as it is. */
export const rareWordSalience = 0.03;
