import type { Clock } from "../clock.ts";
import { type Bulkhead, bulkhead } from "./bulkhead.ts";
import { type BreakerOptions, type CircuitBreaker, circuitBreaker } from "./circuit-breaker.ts";

/** What a router remembers of one model between requests. */
export interface ModelGate {
  readonly breaker: CircuitBreaker;
  readonly bulkhead: Bulkhead;
  /** Moving mean over the last answers; null before the first. */
  readonly expectedLatencyMs: number | null;
  observeLatency(latencyMs: number): void;
}

export interface GateOptions {
  /** `false` never stops asking. */
  readonly breaker?: BreakerOptions | false | undefined;
  /** Calls of one model at once. Default: no limit. */
  readonly concurrency?: number | undefined;
}

/** Weight of the latest answer in the moving mean. */
const latestWeight = 0.2;

export type GateOf = (model: string) => ModelGate;

/** Gates by model: two tiers that share a model share its health. */
export function modelGates(clock: Clock, options: GateOptions = {}): GateOf {
  const gates = new Map<string, ModelGate>();
  return (model) => {
    const known = gates.get(model);
    if (known) return known;
    const gate = modelGate(clock, options);
    gates.set(model, gate);
    return gate;
  };
}

const alwaysClosed: CircuitBreaker = { enter: () => () => undefined };

function modelGate(clock: Clock, { breaker, concurrency }: GateOptions): ModelGate {
  let expectedLatencyMs: number | null = null;
  return {
    breaker: breaker === false ? alwaysClosed : circuitBreaker(clock, breaker),
    bulkhead: bulkhead(clock, concurrency),
    get expectedLatencyMs() {
      return expectedLatencyMs;
    },
    observeLatency: (latencyMs) => {
      const before = expectedLatencyMs ?? latencyMs;
      expectedLatencyMs = before + latestWeight * (latencyMs - before);
    },
  };
}
