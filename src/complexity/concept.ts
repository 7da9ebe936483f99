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
 * Salience of the kinds that a cue gives away. An intent weighs what its clause says, up to 1; names and numbers weigh
 * little, for a reader looks them up instead of weighing them against each other. Chosen on the development messages.
 */
export const cueSalience = {
  exception: 0.1,
  constraint: 0.1,
  deadline: 0.1,
  contradiction: 0.15,
  legal: 0.1,
  policy: 0.05,
  money: 0.03,
  emotion: 0.05,
  document: 0.03,
  entity: 0.01,
  quantity: 0.01,
} as const satisfies Partial<Record<ConceptKind, number>>;
