import type { SpendBounds } from "../models/index.ts";
import type { Outcome } from "./outcome.ts";
import { messageOf } from "./verdicts/message-of.ts";
import type { FailureKind } from "./verdicts/verdict.ts";

interface AttemptFacts {
  readonly requestId: string;
  readonly tier: string;
  readonly model: string;
  readonly kind: "first" | "retry" | "repair";
}

/** What a router tells while it works. No prompt and no answer is in them, except in the outcome itself. */
export interface RouterEvents<Value = unknown> {
  "attempt-start": AttemptFacts;
  "attempt-end": AttemptFacts & {
    readonly latencyMs: number;
    readonly costNanoUsd: number | null;
    readonly spend: SpendBounds;
  };
  verdict: AttemptFacts & {
    readonly verdict: FailureKind | "accepted" | "tool-calls";
    readonly rule?: string;
    /** Places that were wrong, for instance `action.handling`. */
    readonly places: readonly string[];
  };
  escalate: { readonly requestId: string; readonly from: string; readonly to: string; readonly reason: string };
  outcome: Outcome<Value>;
}

export type Listener<Event> = (event: Event) => unknown;

export interface Emitter<Events> {
  on<Name extends keyof Events & string>(name: Name, listener: Listener<Events[Name]>): () => void;
  emit<Name extends keyof Events & string>(name: Name, event: Events[Name]): void;
  /** Whether anybody listens: an event that nobody hears need not be made. */
  isHeard(name: keyof Events): boolean;
}

/** What a listener throws, now or later, becomes a warning of the process and never reaches the request. */
export function emitter<Events>(): Emitter<Events> {
  const listeners: { [Name in keyof Events]?: Set<Listener<Events[Name]>> } = {};
  return {
    on: (name, listener) => {
      const those = listeners[name] ?? new Set();
      listeners[name] = those.add(listener);
      return () => void those.delete(listener);
    },
    emit: (name, event) => {
      for (const listener of listeners[name] ?? []) tell(name, listener, event);
    },
    isHeard: (name) => (listeners[name]?.size ?? 0) > 0,
  };
}

export function tell<Event>(name: string, listener: Listener<Event>, event: Event): void {
  try {
    const result = listener(event);
    if (result instanceof Promise) result.catch((error: unknown) => warn(name, error));
  } catch (error) {
    warn(name, error);
  }
}

function warn(name: string, error: unknown): void {
  process.emitWarning(`${name} threw: ${messageOf(error)}`, "TierwiseWarning");
}
