import { LRUCache } from "lru-cache";
import { inputTokensOf, type ModelAnswer, outputTokensOf } from "../models/index.ts";
import type { ConversationState } from "../policy/index.ts";
import type { Clock } from "./clock.ts";

/** Where each conversation stands. Tenants do not share names. */
export interface Conversations {
  stateOf(conversation: Conversation): ConversationState | undefined;
  remember(conversation: Conversation, tier: string, answer: ModelAnswer): void;
}

export interface Conversation {
  readonly tenant?: string | undefined;
  readonly name: string;
}

const mostRemembered = 10_000;

/** Remembers the latest conversations, in bounded memory. */
export function conversations(clock: Clock): Conversations {
  const known = new LRUCache<string, { readonly tier: string; readonly tokens: number; readonly at: number }>({
    max: mostRemembered,
  });
  return {
    stateOf: (conversation) => {
      const last = known.get(keyOf(conversation));
      return last && { tier: last.tier, tokens: last.tokens, idleMs: clock.now() - last.at };
    },
    remember: (conversation, tier, { usage }) => {
      const [input, output] = [inputTokensOf(usage), outputTokensOf(usage)];
      // what a cache may hold of it is then unknown, so nothing is worth staying for
      if (input === null || output === null) known.delete(keyOf(conversation));
      else known.set(keyOf(conversation), { tier, tokens: input + output, at: clock.now() });
    },
  };
}

function keyOf({ tenant, name }: Conversation): string {
  return JSON.stringify([tenant ?? null, name]);
}
