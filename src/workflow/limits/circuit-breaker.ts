import { type CallFailure, ModelCallError } from "../../models/index.ts";
import type { Clock } from "../clock.ts";

export interface BreakerOptions {
  /** Failures in a row that open the circuit. Default 5. */
  readonly failures?: number;
  /** How long it stays open before one call may try again. Default 30 seconds. */
  readonly openMs?: number;
}

/** What a call said of its model's health; `unknown` where it was stopped from outside or was wrong itself. */
export type CallHealth = "good" | "bad" | "broken" | "unknown";

export interface CircuitBreaker {
  /** null while open; else a function to be called once with how the call went. */
  enter(): ((health: CallHealth) => void) | null;
}

/**
 * Stops asking a model that fails again and again. While open no call goes through; after a while one does, as a probe:
 * when it is fine the circuit closes, when not it stays open as long again.
 */
export function circuitBreaker(clock: Clock, { failures = 5, openMs = 30_000 }: BreakerOptions = {}): CircuitBreaker {
  let inARow = 0;
  let opensAgainAt: number | undefined;
  let isProbing = false;
  const report = (health: CallHealth): void => {
    if (health === "good") {
      inARow = 0;
      opensAgainAt = undefined;
    } else if (health !== "unknown") {
      inARow++;
      if (health === "broken" || inARow >= failures) opensAgainAt = clock.now() + openMs;
    }
  };
  return {
    enter: () => {
      if (opensAgainAt === undefined) return report;
      if (isProbing || clock.now() < opensAgainAt) return null;
      isProbing = true;
      return (health) => {
        isProbing = false;
        report(health);
      };
    },
  };
}

const ofTheRequest: ReadonlySet<CallFailure> = new Set<CallFailure>([
  "rate-limit",
  "too-large",
  "bad-request",
  "aborted",
  // a model or a country that this caller may not use says nothing of the next request
  "not-permitted",
]);

/** A spent quota and a refused key (401) do not mend by asking again; a busy or a strict model is in good health. */
export function healthOf(error: unknown): CallHealth {
  if (!ModelCallError.isInstance(error)) return "bad";
  const { failure, status } = error.facts;
  if (failure === "quota" || (failure === "not-permitted" && status === 401)) return "broken";
  return ofTheRequest.has(failure) ? "unknown" : "bad";
}
