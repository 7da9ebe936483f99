import { inputTokensOf, type ModelAnswer, ModelCallError, outputTokensOf } from "../../models/index.ts";
import type { Clock } from "../clock.ts";
import { type Bulkhead, bulkhead } from "./bulkhead.ts";
import { type BreakerOptions, type CircuitBreaker, circuitBreaker } from "./circuit-breaker.ts";

/** What a router remembers of one model between requests. */
export interface ModelGate {
  readonly breaker: CircuitBreaker;
  readonly bulkhead: Bulkhead;
  /** Moving mean over the last answers; null before the first. */
  readonly expectedLatencyMs: number | null;
  /** Learns from an answer how long they take, how many tokens, and what the provider still allows. */
  observeAnswer(answer: ModelAnswer, latencyMs: number): void;
  /** Learns from a refusal for rate what the provider still allows. */
  observeError(error: unknown): void;
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
  let tokensPerCall: number | null = null;
  const places = bulkhead(clock, concurrency);
  return {
    breaker: breaker === false ? alwaysClosed : circuitBreaker(clock, breaker),
    bulkhead: places,
    get expectedLatencyMs() {
      return expectedLatencyMs;
    },
    observeAnswer: ({ usage, rateLimit }, latencyMs) => {
      expectedLatencyMs = movingMean(expectedLatencyMs, latencyMs);
      const [input, output] = [inputTokensOf(usage), outputTokensOf(usage)];
      if (input !== null && output !== null) tokensPerCall = movingMean(tokensPerCall, input + output);
      if (rateLimit) places.observe(rateLimit, tokensPerCall);
    },
    observeError: (error) => {
      if (!ModelCallError.isInstance(error) || error.facts.failure !== "rate-limit") return;
      const { rateLimit, retryAfterMs } = error.facts;
      const resetMs = retryAfterMs ?? rateLimit?.resetMs;
      if (resetMs === undefined && !rateLimit) return;
      // whatever the headers count, it was one call too many
      places.observe({ remainingRequests: 0, ...(resetMs !== undefined && { resetMs }) }, tokensPerCall);
    },
  };
}

function movingMean(before: number | null, latest: number): number {
  return before === null ? latest : before + latestWeight * (latest - before);
}
