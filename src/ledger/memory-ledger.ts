import { InputError } from "../errors/index.ts";
import type { Outcome } from "../workflow/index.ts";

/** What a person or a system said later about an outcome. */
export interface Feedback {
  readonly success: boolean;
  /** The value that would have been right. */
  readonly correction?: unknown;
}

export interface LedgerEntry {
  readonly outcome: Outcome;
  /** The latest word on it; absent while its success is unknown. */
  readonly feedback?: Feedback;
}

/** What happened, and what was later said of it. */
export interface Ledger {
  /** Fits `onOutcome` of a router. */
  record(outcome: Outcome): void;
  /** Later feedback replaces earlier. @throws InputError for an outcome that was never recorded. */
  feedback(outcomeId: string, feedback: Feedback): void;
  entries(): readonly LedgerEntry[];
  /** Outcomes that wait for a person, oldest first. */
  pendingReviews(): readonly Outcome[];
}

/** A ledger for the life of the process: for tests, demos and short jobs. */
export function memoryLedger(): Ledger {
  const entries = new Map<string, LedgerEntry>();
  return {
    record: (outcome) => void entries.set(outcome.id, { outcome }),
    feedback: (outcomeId, feedback) => {
      const entry = entries.get(outcomeId);
      if (!entry)
        throw new InputError(`no outcome "${outcomeId}" was recorded here; pass the id of an outcome of this router`, {
          field: "outcomeId",
        });
      entries.set(outcomeId, { ...entry, feedback });
    },
    entries: () => [...entries.values()],
    pendingReviews: () =>
      [...entries.values()].flatMap(({ outcome, feedback }) =>
        outcome.status === "review" && !feedback ? outcome : [],
      ),
  };
}
