import { InputError } from "../errors/index.ts";
import type { Decision, DecisionInput, Policy, Risk, Rung } from "./types.ts";

export interface ThresholdParameters {
  /** Rungs in order, cheapest first. */
  readonly ladder: readonly Rung[];
  /** What is compared with the thresholds. */
  readonly signal: "complexity" | "promptLength";
  /** One fewer than the ladder has rungs, rising: at or above the first, start at the second rung, and so on. */
  readonly startAt: readonly number[];
  /** The lowest tier that a request of this risk may start at. */
  readonly riskFloor?: Partial<Record<Risk, string>>;
}

/**
 * Starts low where little has to be kept apart, higher where more has, and climbs when an answer does not pass.
 *
 * @throws InputError when thresholds and rungs do not fit together.
 */
export function thresholdPolicy(parameters: ThresholdParameters, name = "thresholds"): Policy {
  check(parameters);
  const { ladder, signal, startAt, riskFloor } = parameters;
  const tiers = ladder.map(({ tier }) => tier);
  return {
    name,
    decide: (input): Decision => {
      const value = input[signal];
      const passed = startAt.filter((threshold) => value >= threshold).length;
      const floor = Math.max(0, tiers.indexOf(riskFloor?.[input.risk] ?? ""));
      const index = Math.max(passed, floor);
      return { tier: tiers[index]!, reasons: reasonsFor(input, parameters, passed, floor), propensity: 1 };
    },
    rungsFrom: ({ tier }) => ladder.slice(tiers.indexOf(tier)),
  };
}

/** Always the same tier, then review: the baseline every policy has to beat. */
export function fixedPolicy(tier: string): Policy {
  return thresholdPolicy({ ladder: [{ tier, minConfidence: 0 }], signal: "complexity", startAt: [] }, `always-${tier}`);
}

function reasonsFor(input: DecisionInput, parameters: ThresholdParameters, passed: number, floor: number): string[] {
  const { signal, startAt, ladder } = parameters;
  const reasons: string[] = [];
  const shown = signal === "complexity" ? input.complexity.toFixed(2) : String(input.promptLength);
  if (passed > 0) reasons.push(`${signal} ${shown} is at or above ${startAt[passed - 1]}`);
  else if (startAt.length > 0) reasons.push(`${signal} ${shown} is below ${startAt[0]}`);
  if (floor > passed) reasons.push(`risk ${input.risk} starts at ${ladder[floor]!.tier} or above`);
  return reasons;
}

function check({ ladder, startAt, riskFloor = {} }: ThresholdParameters): void {
  if (ladder.length === 0)
    throw new InputError("expected at least one rung in the ladder, got none", { field: "ladder" });
  if (startAt.length !== ladder.length - 1) {
    throw new InputError(`expected ${ladder.length - 1} thresholds for ${ladder.length} rungs, got ${startAt.length}`, {
      field: "startAt",
    });
  }
  if (startAt.some((threshold, index) => Number.isNaN(threshold) || threshold < (startAt[index - 1] ?? threshold))) {
    throw new InputError(`expected rising thresholds, got ${startAt.join(", ")}`, { field: "startAt" });
  }
  const strange = Object.values(riskFloor).find((tier) => !ladder.some((rung) => rung.tier === tier));
  if (strange !== undefined) {
    throw new InputError(`expected one of ${ladder.map(({ tier }) => tier).join(", ")}, got ${strange}`, {
      field: "riskFloor",
    });
  }
}
