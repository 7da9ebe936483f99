import { InputError } from "../errors/index.ts";
import { cellOf, costNanoUsdOf, isSuccess, type MatrixRow } from "../matrix/index.ts";
import { sumKnown } from "../models/index.ts";
import type { DecisionInput, Policy, Risk } from "../policy/index.ts";
import { type CasePath, priceCase, type WalkedPath } from "./case-path.ts";
import type { Economics } from "./economics.ts";

/** A recorded case with what a policy may look at. */
export interface ScoredRow {
  readonly row: MatrixRow;
  readonly input: DecisionInput;
}

/** What a policy would have done with each recorded case: no model is called. */
export function replay(rows: readonly ScoredRow[], policy: Policy, economics: Economics): CasePath[] {
  return rows.map((scored) => priceCase(walk(scored, policy), economics));
}

/**
 * Climbs the policy's rungs over the recorded cells, as the workflow would have done on the same answers.
 *
 * @throws InputError when the policy needs a cell that was never recorded.
 */
export function walk({ row, input }: ScoredRow, policy: Policy): WalkedPath {
  const decision = policy.decide(input);
  const costs: (number | null)[] = [];
  let latencyMs = 0;
  let accepted: WalkedPath["accepted"] = null;
  for (const { tier, minConfidence } of policy.rungsFrom(decision)) {
    const cell = cellOf(row, tier);
    if (!cell) throw new InputError(`case "${row.id}" has no recorded cell for arm "${tier}"; record that arm first`);
    costs.push(costNanoUsdOf(cell));
    latencyMs += cell.latencyMs ?? 0;
    const isSure = cell.confidence === undefined || cell.confidence >= minConfidence;
    // a minimal matrix holds no verdicts: its answers were taken as they came
    const isValid = (cell.verdict ?? "accepted") === "accepted";
    if (isValid && isSure) {
      accepted = { tier, isRight: isSuccess(cell) === true };
      break;
    }
  }
  return {
    ...identityOf(row, input.risk),
    startTier: decision.tier,
    accepted,
    escalations: costs.length - 1,
    modelCostNanoUsd: sumKnown(costs),
    latencyMs,
  };
}

export function identityOf(row: MatrixRow, risk: Risk): Pick<WalkedPath, "id" | "cluster" | "risk"> {
  return { id: row.id, cluster: row.cluster ?? row.id, risk };
}
