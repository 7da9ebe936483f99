import { LRUCache } from "lru-cache";
import type { ModelAnswer } from "../../models/index.ts";
import { type Clock, systemClock } from "../clock.ts";

/** An answer that passed, and where. */
export interface StoredAnswer {
  readonly answer: ModelAnswer;
  readonly tier: string;
}

/** What a request under way came to: an answer, none that passed, or it was ended before it could tell. */
export type Landing = StoredAnswer | "none" | "ended";

/**
 * Answers by exact request, for the life of the process. The key holds tenant, permission labels, policy version, schema
 * and everything that the model was sent, so nothing is shared that differs in any of them; a kept answer is checked again
 * whenever it is used. May be shared by several routers,
 * where every model on the ladder has a version.
 */
export interface AnswerCache {
  get(key: string): StoredAnswer | undefined;
  set(key: string, stored: StoredAnswer): void;
  /** The same request on its way, if there is one. */
  readonly flights: Map<string, Promise<Landing>>;
}

export interface AnswerCacheOptions {
  /** Default 1,000; the least recently used goes first. */
  readonly maxEntries?: number;
  /** Default one hour. */
  readonly maxAgeMs?: number;
  readonly clock?: Clock;
}

export function answerCache(options: AnswerCacheOptions = {}): AnswerCache {
  const { maxEntries = 1_000, maxAgeMs = 3_600_000, clock = systemClock } = options;
  const entries = new LRUCache<string, { readonly stored: StoredAnswer; readonly at: number }>({ max: maxEntries });
  return {
    get: (key) => {
      const entry = entries.get(key);
      if (entry && clock.now() - entry.at < maxAgeMs) return entry.stored;
      entries.delete(key);
      return undefined;
    },
    set: (key, stored) => void entries.set(key, { stored, at: clock.now() }),
    flights: new Map(),
  };
}
