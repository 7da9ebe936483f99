import { LRUCache } from "lru-cache";
import type { ModelAnswer } from "../../models/index.ts";
import { type Clock, systemClock } from "../clock.ts";

/** An answer that passed, and where. */
export interface StoredAnswer {
  readonly answer: ModelAnswer;
  readonly tier: string;
}

/**
 * Answers by exact request, for the life of the process. The key holds tenant, permission labels, policy version, schema
 * and everything that the model was sent, so nothing is shared that differs in any of them; a kept answer is checked again
 * whenever it is used. May be shared by several routers.
 */
export interface AnswerCache {
  get(key: string): StoredAnswer | undefined;
  set(key: string, stored: StoredAnswer): void;
  /** The same request on its way, if there is one: it ends with its answer, or undefined if none passed. */
  readonly flights: Map<string, Promise<StoredAnswer | undefined>>;
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
