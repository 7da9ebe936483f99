import { InputError, showValue } from "../errors/index.ts";
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
  /** Requests of these risks always end with a person, even if the answer passes every check. */
  readonly reviewRisks?: readonly Risk[];
}

/**
 * Starts low where little has to be kept apart, higher where more has, and climbs when an answer does not pass.
 *
 * @throws InputError when thresholds and rungs do not fit together.
 */
export function thresholdPolicy(parameters: ThresholdParameters, name = "thresholds"): Policy {
  check(parameters);
  const { ladder, signal, startAt, riskFloor, reviewRisks = [] } = parameters;
  const tiers = ladder.map(({ tier }) => tier);
  return {
    name,
    version: versionOf(parameters),
    tiers,
    decide: (input): Decision => {
      const value = input[signal];
      const passed = startAt.filter((threshold) => value >= threshold).length;
      const floor = Math.max(0, tiers.indexOf(riskFloor?.[input.risk] ?? ""));
      return {
        tier: tiers[Math.max(passed, floor)]!,
        reasons: reasonsFor(input, parameters, passed, floor),
        propensity: 1,
        ...(floor > 0 && { floor: tiers[floor]! }),
        ...(reviewRisks.includes(input.risk) && { endsInReview: true }),
      };
    },
    rungsFrom: ({ tier }) => {
      const from = tiers.indexOf(tier);
      if (from < 0) refuse("tier", `expected one of ${tiers.join(", ")}, got ${showValue(tier)}`);
      return ladder.slice(from);
    },
  };
}

/** Always the same tier, then review: the baseline every policy has to beat. */
export function fixedPolicy(tier: string): Policy {
  return thresholdPolicy({ ladder: [{ tier, minConfidence: 0 }], signal: "complexity", startAt: [] }, `always-${tier}`);
}

/** Of a policy file only what decides: notes beside it do not make another policy. */
function versionOf({ ladder, signal, startAt, riskFloor, reviewRisks }: ThresholdParameters): string {
  return JSON.stringify([ladder, signal, startAt, riskFloor, reviewRisks]);
}

function reasonsFor(input: DecisionInput, parameters: ThresholdParameters, passed: number, floor: number): string[] {
  const { signal, startAt, ladder } = parameters;
  const reasons: string[] = [];
  const shown = signal === "complexity" ? input.complexity.toFixed(2) : String(input.promptLength);
  if (passed > 0) reasons.push(`${signal} ${shown} is at or above ${startAt[passed - 1]}`);
  else if (startAt.length > 0) reasons.push(`${signal} ${shown} is below ${startAt[0]}`);
  if (floor > passed) reasons.push(`risk ${input.risk} starts at ${ladder[floor]!.tier} or above`);
  if (parameters.reviewRisks?.includes(input.risk)) reasons.push(`risk ${input.risk} always ends in review`);
  return reasons;
}

const risks: readonly Risk[] = ["low", "normal", "high"];

function check({ ladder, startAt, riskFloor = {}, reviewRisks = [], signal }: ThresholdParameters): void {
  if (!Array.isArray(ladder) || ladder.length === 0)
    refuse("ladder", `expected at least one rung, got ${showValue(ladder)}`);
  for (const [index, { tier, minConfidence }] of ladder.entries()) {
    if (typeof tier !== "string" || ladder.findIndex((rung) => rung.tier === tier) !== index) {
      refuse(`ladder.${index}.tier`, `expected a tier that no other rung has, got ${showValue(tier)}`);
    }
    if (!(minConfidence >= 0 && minConfidence <= 1)) {
      refuse(`ladder.${index}.minConfidence`, `expected a number from 0 to 1, got ${showValue(minConfidence)}`);
    }
  }
  if (signal !== "complexity" && signal !== "promptLength") {
    refuse("signal", `expected complexity or promptLength, got ${showValue(signal)}`);
  }
  if (!Array.isArray(startAt) || startAt.length !== ladder.length - 1) {
    refuse("startAt", `expected ${ladder.length - 1} thresholds for ${ladder.length} rungs, got ${showValue(startAt)}`);
  }
  if (!startAt.every((value, index) => typeof value === "number" && value >= (startAt[index - 1] ?? value))) {
    refuse("startAt", `expected rising thresholds, got ${showValue(startAt)}`);
  }
  if (!Array.isArray(reviewRisks) || !reviewRisks.every((risk) => risks.includes(risk))) {
    refuse("reviewRisks", `expected a list of ${risks.join(", ")}, got ${showValue(reviewRisks)}`);
  }
  const strange = Object.values(riskFloor).find((tier) => !ladder.some((rung) => rung.tier === tier));
  if (strange !== undefined) {
    refuse("riskFloor", `expected one of ${ladder.map(({ tier }) => tier).join(", ")}, got ${showValue(strange)}`);
  }
}

function refuse(field: string, problem: string): never {
  throw new InputError(problem, { field });
}
